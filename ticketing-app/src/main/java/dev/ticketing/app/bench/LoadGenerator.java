package dev.ticketing.app.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed-loop load over HTTP/1.1: each of n keep-alive connections has one request under way at a
 * time. As light as it can be, because it shares the machine with what it measures: one selector
 * thread, requests made of prepared bytes, answers read as far as they matter.
 */
public final class LoadGenerator {

    private static final int REQUEST_BYTES = 4_096;
    private static final int ANSWER_BYTES = 32_768;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final InetSocketAddress server;
    private final int threads;
    private final Duration patience;

    public LoadGenerator(InetSocketAddress server, int threads) {
        this(server, threads, Duration.ofSeconds(30));
    }

    /** Waits for the last answers after the time is over, but no longer than its patience. */
    LoadGenerator(InetSocketAddress server, int threads, Duration patience) {
        this.server = server;
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * What came of a load.
     *
     * @param latency of accepted requests, in microseconds
     */
    public record Result(
            long accepted, long refused, long errors, double seconds, Histogram latency) {}

    /** Runs each script on a connection of its own until the time is over or all have ended. */
    public Result run(List<? extends Script> scripts, Duration duration) {
        List<List<Script>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < scripts.size(); i++) {
            shares.get(i % threads).add(scripts.get(i));
        }
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Worker>> running = new ArrayList<>();
            for (List<Script> share : shares) {
                Worker worker = new Worker(share, start + duration.toNanos());
                running.add(executor.submit(worker::run, worker));
            }
            return total(running, start);
        }
    }

    private static Result total(List<Future<Worker>> running, long start) {
        Histogram latency = new Histogram(LONGEST_MICROS, 3);
        long accepted = 0;
        long refused = 0;
        long errors = 0;
        long end = start;
        for (Future<Worker> future : running) {
            Worker worker = done(future);
            latency.add(worker.latency);
            accepted += worker.accepted;
            refused += worker.refused;
            errors += worker.errors;
            end = Math.max(end, worker.lastAnswer);
        }
        return new Result(accepted, refused, errors, (end - start) / 1e9, latency);
    }

    private static Worker done(Future<Worker> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        }
    }

    /** One thread with its share of the connections. */
    private final class Worker {
        private final List<Script> scripts;
        private final long deadline;
        private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
        private long accepted;
        private long refused;
        private long errors;
        private long lastAnswer;
        private int active;

        Worker(List<Script> scripts, long deadline) {
            this.scripts = scripts;
            this.deadline = deadline;
        }

        void run() {
            try (Selector selector = Selector.open()) {
                for (Script script : scripts) {
                    connect(selector, script);
                }
                long end = deadline + patience.toNanos();
                while (active > 0 && System.nanoTime() < end) {
                    selector.select(this::ready, LOOK_EVERY_MILLIS);
                }
                for (SelectionKey unanswered : List.copyOf(selector.keys())) {
                    if (unanswered.isValid()) {
                        errors++;
                        close((Connection) unanswered.attachment());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void connect(Selector selector, Script script) throws IOException {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, script);
            channel.register(selector, SelectionKey.OP_READ, connection);
            active++;
            ask(connection);
        }

        private void ready(SelectionKey key) {
            Connection connection = (Connection) key.attachment();
            try {
                if (connection.readAnswer()) {
                    count(connection);
                    ask(connection);
                }
            } catch (IOException e) {
                errors++;
                close(connection);
            }
        }

        private void count(Connection connection) {
            lastAnswer = System.nanoTime();
            switch (connection.verdict()) {
                case ACCEPTED -> {
                    accepted++;
                    long micros = (lastAnswer - connection.asked) / 1_000;
                    latency.recordValue(Math.min(micros, LONGEST_MICROS));
                }
                case REFUSED -> refused++;
                case STEP -> {
                    // On the way.
                }
                case ERROR -> errors++;
            }
        }

        private void ask(Connection connection) {
            try {
                if (System.nanoTime() >= deadline || !connection.ask()) {
                    close(connection);
                }
            } catch (IOException e) {
                errors++;
                close(connection);
            }
        }

        private void close(Connection connection) {
            active--;
            try {
                connection.channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One keep-alive connection. */
    private static final class Connection {
        private final SocketChannel channel;
        private final Script script;
        private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        private int bodyStart;
        private int bodyLength;
        private long asked;

        Connection(SocketChannel channel, Script script) {
            this.channel = channel;
            this.script = script;
        }

        boolean ask() throws IOException {
            request.clear();
            if (!script.next(request)) {
                return false;
            }
            request.flip();
            answer.clear();
            bodyStart = -1;
            asked = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
            return true;
        }

        /** True when the whole answer is there. */
        boolean readAnswer() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("closed by the server");
            }
            if (bodyStart < 0) {
                findBody();
            }
            if (bodyStart < 0 && !answer.hasRemaining()) {
                throw new IOException("an answer without end of its headers");
            }
            return bodyStart >= 0 && answer.position() >= bodyStart + bodyLength;
        }

        Script.Verdict verdict() {
            byte[] bytes = answer.array();
            int status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
            return script.answered(status, ByteBuffer.wrap(bytes, bodyStart, bodyLength));
        }

        private void findBody() throws IOException {
            byte[] bytes = answer.array();
            int end = answer.position();
            int line = 0;
            bodyLength = 0;
            for (int i = 0; i + 1 < end; i++) {
                if (bytes[i] != '\r' || bytes[i + 1] != '\n') {
                    continue;
                }
                if (i == line) {
                    bodyStart = i + 2;
                    if (bodyStart + bodyLength > bytes.length) {
                        throw new IOException("an answer of " + bodyLength + " bytes");
                    }
                    return;
                }
                readLength(bytes, line, i);
                line = i + 2;
            }
        }

        private void readLength(byte[] bytes, int from, int to) {
            String name = "content-length:";
            if (to - from <= name.length()) {
                return;
            }
            for (int i = 0; i < name.length(); i++) {
                if ((bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                    return;
                }
            }
            int length = 0;
            for (int i = from + name.length(); i < to; i++) {
                if (bytes[i] >= '0' && bytes[i] <= '9' && length <= ANSWER_BYTES) {
                    length = length * 10 + bytes[i] - '0';
                }
            }
            bodyLength = length;
        }
    }
}
