package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;

import dev.ticketing.app.bench.Subscribers;
import dev.ticketing.core.kernel.TicketingException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Measures live updates: very many who watch one show over WebSockets, in a process of their own,
 * while it is being sold at a moderate pace by a server in this process.
 */
final class LiveBench {

    /** The word that starts the process of the subscribers. For this class alone. */
    static final String SUBSCRIBERS = "bench-subscribers";

    private static final Duration SALE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_HOLDS = Duration.ofMillis(50);
    private static final int OTHER_FILES = 500;

    /**
     * How it is asked.
     *
     * @param subscribers who watch
     */
    record Options(int subscribers, boolean json) {

        private static final int DEFAULT_SUBSCRIBERS = 10_000;
        private static final int MAX_SUBSCRIBERS = 100_000;

        static Options parse(List<String> words) {
            int subscribers = DEFAULT_SUBSCRIBERS;
            boolean json = false;
            for (int i = 0; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "--subscribers" ->
                            subscribers = BenchOptions.number(words, ++i, MAX_SUBSCRIBERS);
                    case "--json" -> json = true;
                    default -> throw new UsageException("unknown option " + words.get(i));
                }
            }
            return new Options(subscribers, json);
        }

        /** Why it cannot be done with so many open files; empty if it can. */
        Optional<String> problem(long maxFiles) {
            return subscribers + OTHER_FILES <= maxFiles
                    ? Optional.empty()
                    : Optional.of(
                            subscribers
                                    + " subscribers need "
                                    + (subscribers + OTHER_FILES)
                                    + " open files, and a process may have "
                                    + maxFiles
                                    + ": raise it (ulimit -n)");
        }
    }

    private final Configuration configuration;
    private final PrintStream out;
    private final ObjectMapper json = new ObjectMapper();

    LiveBench(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if everybody heard the last of it within a second, else 1. */
    int run(Options options) {
        options.problem(maxFiles())
                .ifPresent(
                        problem -> {
                            throw new UnavailableException(problem);
                        });
        try (BenchGround ground = BenchGround.clear(configuration);
                Server server = Server.start(ground.configuration())) {
            LiveBenchReport report = measure(options, server);
            if (options.json()) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            return report.isGood() ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the subscribers: {@code port event count}. */
    static int subscribe(List<String> words, PrintStream out) {
        try {
            Subscribers.run(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(words.get(0))),
                    words.get(1),
                    Integer.parseInt(words.get(2)),
                    System.in,
                    out);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean own
                ? own.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private LiveBenchReport measure(Options options, Server server) throws IOException {
        ApiClient api = new ApiClient(server.port());
        String organizer = api.signIn("organizer@example.com");
        String buyer = api.signIn("buyer@example.com");
        String event = BenchEvent.open(api, organizer, BenchEvent::places);
        long before = residentMegabytes();
        long start = System.nanoTime();
        Process process = start(server.port(), event, options.subscribers());
        try (BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII);
                Writer words = process.outputWriter(StandardCharsets.US_ASCII)) {
            int connected = Integer.parseInt(line(answers));
            Duration connecting = since(start);
            long idle = residentMegabytes();
            long saleBegan = System.nanoTime();
            Duration cpuBefore = cpu();
            int sold = sell(api, buyer, event);
            long lastChange = System.currentTimeMillis();
            words.write((BenchEvent.PLACES - sold) + "\n");
            words.flush();
            Subscribers.Heard heard = Subscribers.Heard.parse(line(answers));
            return new LiveBenchReport(
                    options,
                    connected,
                    connecting,
                    since(saleBegan),
                    cpu().minus(cpuBefore),
                    sold,
                    heard,
                    Duration.ofMillis(Math.max(0, heard.latest() - lastChange)),
                    new LiveBenchReport.Memory(before, idle, residentMegabytes()));
        } finally {
            process.destroy();
        }
    }

    private static Process start(int port, String event, int count) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        SUBSCRIBERS,
                        String.valueOf(port),
                        event,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new TicketingException("the subscribers' process has ended");
        }
        return line;
    }

    private int sell(ApiClient api, String buyer, String event) {
        ObjectNode hold = json.createObjectNode();
        hold.put("eventId", event).put("sectionId", BenchEvent.SECTION).put("quantity", 1);
        long end = System.nanoTime() + SALE.toNanos();
        int sold = 0;
        while (System.nanoTime() < end) {
            api.post("/api/reservations", buyer, hold);
            sold++;
            LockSupport.parkNanos(BETWEEN_HOLDS.toNanos());
        }
        return sold;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Duration cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean own
                ? Duration.ofNanos(own.getProcessCpuTime())
                : Duration.ZERO;
    }

    /** What the operating system says that this process has in memory; 0 where it does not say. */
    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        Function<String, Long> kilobytes = line -> Long.parseLong(line.replaceAll("[^0-9]", ""));
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .map(kilobytes)
                            .findFirst()
                            .orElse(0L)
                    / 1_024;
        }
    }
}
