package dev.ticketing.testkit.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One connection from a client to a server: a thread carries each direction. */
final class Connection {

    private static final int PIECE = 16_384;

    private final Socket client;
    private final Socket server;
    private final FaultSwitch faults;
    private final Consumer<Connection> onEnd;
    private final CommitWatch watch = new CommitWatch();
    private volatile boolean dead;

    Connection(Socket client, Socket server, FaultSwitch faults, Consumer<Connection> onEnd)
            throws IOException {
        this.client = client;
        this.server = server;
        this.faults = faults;
        this.onEnd = onEnd;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void carryRequests() {
        carry(client, server, this::asked);
    }

    void carryAnswers() {
        carry(server, client, this::heard);
    }

    /** What becomes of a piece before it goes on. */
    @FunctionalInterface
    private interface Filter {
        byte[] passed(byte[] piece) throws IOException;
    }

    private void carry(Socket from, Socket to, Filter filter) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            int read = in.read(buffer);
            while (read >= 0) {
                byte[] piece = filter.passed(Arrays.copyOf(buffer, read));
                if (arrives()) {
                    out.write(piece);
                }
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // One of them has gone.
        }
        if (arrives()) {
            close();
        }
    }

    /** Whether the next piece, or the end, is to be passed on; returns when it is time to. */
    private boolean arrives() {
        switch (faults.now()) {
            case Fault.Latency(Duration delay, Duration jitter) -> {
                long more = jitter.isZero() ? 0 : random(jitter.toNanos());
                LockSupport.parkNanos(delay.toNanos() + more);
            }
            case Fault.Stall stall -> faults.awaitEnd(Fault.Stall.class::isInstance);
            case Fault.HalfOpen halfOpen -> dead = true;
            case Fault.None none -> {
                // On it goes.
            }
            case Fault.Refusal refusal -> {
                // That is for new ones.
            }
            case Fault.StallAfterCommit stall -> {
                // That is seen elsewhere, as are the next two.
            }
            case Fault.CutBeforeCommit cut -> {
                // As above.
            }
            case Fault.CutAfterCommit cut -> {
                // As above.
            }
        }
        return !dead;
    }

    /** It is about when things happen, not about what: no seed would bring it back. */
    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    /** The question, unless it would commit and must not arrive. */
    private byte[] asked(byte[] piece) throws IOException {
        watch.asked(piece);
        if (watch.isAwaited() && faults.now() instanceof Fault.CutBeforeCommit) {
            reset();
            throw new IOException("cut");
        }
        return piece;
    }

    /** The answer, once it may be heard; nothing of it as long as it may be that of a commit. */
    private byte[] heard(byte[] piece) throws IOException {
        if (!watch.isAwaited()) {
            return piece;
        }
        byte[] answer = watch.answered(piece);
        if (!watch.hasCommitted()) {
            return answer;
        }
        Fault fault = faults.now();
        if (fault instanceof Fault.CutAfterCommit) {
            faults.commitIsUnheard();
            reset();
            throw new IOException("cut");
        }
        if (fault instanceof Fault.StallAfterCommit) {
            faults.commitIsUnheard();
            faults.awaitEnd(Fault.StallAfterCommit.class::isInstance);
        }
        return answer;
    }

    /** Whether something was lost on the way: it cannot go on. */
    boolean isDead() {
        return dead;
    }

    void reset() {
        reset(client);
        reset(server);
        onEnd.accept(this);
    }

    /** Without a farewell: the other side gets a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close(socket);
    }

    void close() {
        close(client);
        close(server);
        onEnd.accept(this);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
