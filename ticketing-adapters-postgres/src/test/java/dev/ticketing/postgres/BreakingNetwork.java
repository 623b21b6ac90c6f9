package dev.ticketing.postgres;

import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.EventLogConformance.Break;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way to the database that is lost whenever an append travels on it. */
final class BreakingNetwork implements AutoCloseable {

    private static final String APPEND = "INSERT INTO event";

    /** What the server says when a statement and its commit are done. */
    private static final byte[] READY = {'Z', 0, 0, 0, 5, 'I'};

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String host;
    private final int port;
    private final Break when;
    private final PostgresTicketing ticketing;

    private BreakingNetwork(ServerSocket door, TestDatabase database, Break when) {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.door = door;
        this.host = server.getHost();
        this.port = server.getPort();
        this.when = when;
        String there = server.getHost() + ":" + server.getPort();
        String here = door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
        this.ticketing =
                PostgresTicketing.connect(
                        PostgresSettings.of(
                                        database.jdbcUrl().replace(there, here),
                                        database.user(),
                                        database.password())
                                .withSchema(database.schema())
                                .withPoolSize(1));
    }

    static BreakingNetwork before(TestDatabase database, Break when) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            BreakingNetwork network = new BreakingNetwork(door, database, when);
            network.threads.execute(network::accept);
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresTicketing ticketing() {
        return ticketing;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                AtomicBoolean appending = new AtomicBoolean();
                threads.execute(() -> pump(client, server, chunk -> asks(chunk, appending)));
                threads.execute(() -> pump(server, client, chunk -> answers(chunk, appending)));
            } catch (IOException e) {
                // The door was closed, or there is no server: the client will notice.
            }
        }
    }

    /** Whether the client's words are to be passed on. */
    private boolean asks(byte[] chunk, AtomicBoolean appending) {
        if (new String(chunk, StandardCharsets.ISO_8859_1).contains(APPEND)) {
            appending.set(true);
        }
        return !appending.get() || when == Break.AFTER_COMMIT;
    }

    /** Whether the server's words are to be passed on. */
    private static boolean answers(byte[] chunk, AtomicBoolean appending) {
        int start = chunk.length - READY.length;
        boolean done =
                start >= 0 && Arrays.equals(chunk, start, chunk.length, READY, 0, READY.length);
        return !appending.get() || !done;
    }

    private interface Watch {
        boolean passes(byte[] chunk);
    }

    /** Carries bytes until a side closes, or the watch says no: then all is lost. */
    private static void pump(Socket from, Socket to, Watch watch) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] chunk = Arrays.copyOf(buffer, read);
                if (!watch.passes(chunk)) {
                    return;
                }
                out.write(chunk);
            }
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    @Override
    public void close() {
        ticketing.close();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
