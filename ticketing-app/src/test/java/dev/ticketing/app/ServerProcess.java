package dev.ticketing.app;

import dev.ticketing.testkit.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Many are started on few processors, and none lives long, unless it is told otherwise. */
    private static final List<String> OPTIONS =
            List.of(
                    System.getProperty(
                                    "ticketing.server.options",
                                    "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                            .split(" ", -1));

    private static final Pattern LISTENING =
            Pattern.compile("Listening on http://127\\.0\\.0\\.1:(\\d+)\\R");

    private final Process process;
    private final Path out;
    private final Path err;
    private int port;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a server, and returns when it listens. */
    static ServerProcess serve(Path directory, Map<String, String> environment) {
        ServerProcess server = launch(directory, environment);
        try {
            Eventually.isTrue("listening", LIMIT, server::isListening);
            return server;
        } catch (AssertionError e) {
            server.close();
            throw new AssertionError(server.out() + server.err(), e);
        }
    }

    /** Starts a server without waiting for anything. */
    static ServerProcess launch(Path directory, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile(directory, "server", ".out");
            Path err = Files.createTempFile(directory, "server", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command())
                            .directory(directory.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TICKETING_"));
            builder.environment().putAll(TestServer.common());
            builder.environment().putAll(environment);
            return new ServerProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        // The build has made it; without it a start only takes longer.
        String archive = System.getProperty("ticketing.archive", "");
        if (!archive.isEmpty()) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
        }
        command.addAll(List.of("-jar", System.getProperty("ticketing.jar", ""), "serve"));
        return command;
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue());
        }
        Matcher listening = LISTENING.matcher(out());
        if (!listening.find()) {
            return false;
        }
        port = Integer.parseInt(listening.group(1));
        return true;
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end with SIGTERM; its exit code. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits until it has ended. */
    int exitCode() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("has not ended:\n" + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In peace, so that an embedded database ends with it. */
    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
