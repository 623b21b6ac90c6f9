package dev.ticketing.app;

import dev.ticketing.core.kernel.TicketingException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PostgreSQL of our own, whose data stay in the data directory between runs. Durability is on:
 * what it has acknowledged survives its death. It listens on the loopback address only, and asks
 * for a password that lies beside its data.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "ticketing";
    private static final int SECONDS_TO_START = 60;
    private static final int SECONDS_TO_STOP = 60;

    private final Path folder;
    private final Path data;
    private final PostgresBinaries binaries;

    /** So that it is not stopped before it has started. */
    private final ReentrantLock starting = new ReentrantLock();

    /** Stops it when this process is ended by a signal, unless somebody else will. */
    private final Thread atExit = new Thread(this::stopAtExit, "postgres-shutdown");

    private EmbeddedPostgres(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.binaries = PostgresBinaries.unpackedIn(folder);
    }

    /** Where a running one can be reached. */
    record Address(int port, String user, String password) {
        String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        }

        /** Without the password: a log line may hold it. */
        @Override
        public String toString() {
            return user + "@127.0.0.1:" + port;
        }
    }

    /**
     * Starts it, making its data on the first time. One that an earlier process left behind is
     * stopped first. The caller holds the {@link DataDirectory}.
     */
    static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, freePort(), "");
    }

    /**
     * Starts it on a given port.
     *
     * @param otherOptions for the server's command line, after ours; empty for none
     */
    static EmbeddedPostgres start(Path dataDirectory, int port, String otherOptions) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(dataDirectory.resolve("postgres"));
        postgres.initialize();
        postgres.stopOrphan();
        postgres.launch(port, otherOptions);
        return postgres;
    }

    /** The one that another process runs on this data directory, if there is one. */
    static Optional<Address> running(Path dataDirectory) {
        Path folder = dataDirectory.resolve("postgres");
        Path pidFile = folder.resolve("data").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Optional.of(address(folder));
    }

    Address address() {
        return address(folder);
    }

    private static Address address(Path folder) {
        try {
            List<String> lines =
                    Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
            int port = Integer.parseInt(lines.get(3).strip());
            return new Address(port, USER, Files.readString(password(folder)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path password(Path folder) {
        return folder.resolve("password");
    }

    private void initialize() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Path password = password(folder);
            Files.deleteIfExists(password);
            Files.createFile(
                    password,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, HexFormat.of().formatHex(secret));
            Path fresh = folder.resolve("data.new");
            if (Files.exists(fresh)) {
                PostgresBinaries.delete(fresh);
            }
            run(
                    "initdb",
                    List.of(
                            "-D",
                            fresh.toString(),
                            "-U",
                            USER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile",
                            password.toString(),
                            "-E",
                            "UTF8",
                            "--locale",
                            "C"));
            Files.move(fresh, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopOrphan() {
        if (Files.exists(data.resolve("postmaster.pid")) && isRunning()) {
            stop("fast");
        }
    }

    private boolean isRunning() {
        return execute("pg_ctl", List.of("-D", data.toString(), "status")) == 0;
    }

    private void stopAtExit() {
        starting.lock();
        try {
            if (Files.exists(data.resolve("postmaster.pid"))) {
                stop("fast");
            }
        } finally {
            starting.unlock();
        }
    }

    /** Its owner closes it, also when this process is ended by a signal. */
    void isClosedByItsOwner() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It is ending already.
        }
    }

    private void launch(int port, String otherOptions) {
        starting.lock();
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
            launchWith(options(port, otherOptions));
        } finally {
            starting.unlock();
        }
    }

    private static String options(int port, String otherOptions) {
        return String.join(
                " ",
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c fsync=on",
                "-c synchronous_commit=on",
                "-c full_page_writes=on",
                "-c timezone=UTC",
                "-c max_connections=60",
                "-c shared_buffers=256MB",
                "-c min_wal_size=512MB",
                "-c max_wal_size=2GB",
                "-c checkpoint_timeout=15min",
                "-c jit=off",
                otherOptions);
    }

    private void launchWith(String options) {
        run(
                "pg_ctl",
                List.of(
                        "-D",
                        data.toString(),
                        "-o",
                        options,
                        "-l",
                        folder.resolve("postgres.log").toString(),
                        "-w",
                        "-t",
                        String.valueOf(SECONDS_TO_START),
                        "start"));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop(String mode) {
        run(
                "pg_ctl",
                List.of(
                        "-D",
                        data.toString(),
                        "-m",
                        mode,
                        "-w",
                        "-t",
                        String.valueOf(SECONDS_TO_STOP),
                        "stop"));
    }

    private void run(String program, List<String> arguments) {
        int exit = execute(program, arguments);
        if (exit != 0) {
            throw new TicketingException(
                    program + " of the embedded PostgreSQL ended with " + exit + ":\n" + said());
        }
    }

    /** Its words go to a file: a pipe would stay open in the server that it starts. */
    private int execute(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(output().toFile())
                            .start();
            if (!process.waitFor(SECONDS_TO_START + SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new TicketingException(program + " did not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted", e);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static List<String> asOrdinaryUser() {
        return System.getProperty("user.name").equals("root")
                ? List.of("unshare", "-U")
                : List.of();
    }

    private Path output() {
        return folder.resolve("last-command.log");
    }

    private String said() {
        try {
            return Files.readString(output()).strip();
        } catch (IOException e) {
            return "(nothing)";
        }
    }

    /** Ends it and all that it has started with SIGKILL. */
    void crash() {
        ProcessHandle postmaster =
                ProcessHandle.of(pid())
                        .orElseThrow(() -> new TicketingException("PostgreSQL does not run"));
        List<ProcessHandle> children = postmaster.descendants().toList();
        isClosedByItsOwner();
        // It first: what it starts no more need not be found.
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(postmaster);
        children.forEach(EmbeddedPostgres::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    }

    private long pid() {
        try {
            Path file = data.resolve("postmaster.pid");
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        isClosedByItsOwner();
        stop("fast");
    }
}
