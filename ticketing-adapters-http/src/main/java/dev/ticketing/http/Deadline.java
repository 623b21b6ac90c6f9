package dev.ticketing.http;

import dev.ticketing.core.kernel.IdSource;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends requests that take too long in all: the server has no time limit of its own for slow
 * headers, slow bodies and slow readers. It is told of every request by the connection's own
 * thread, and looks once a second.
 */
final class Deadline implements Http1ConnectionListener, AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final long limitNanos;
    private final StandardHeaders headers;
    private final IdSource ids;
    private final ConcurrentHashMap<Thread, Running> running = new ConcurrentHashMap<>();
    private final Map<Thread, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("http-deadline").factory());

    private enum Stage {
        ASKED,
        ANSWERING,
        OVERDUE
    }

    /** One request on its connection's thread. */
    private record Running(
            ConnectionContext connection,
            HttpPrologue prologue,
            long since,
            AtomicReference<Stage> stage) {

        Running prolonged(Duration by) {
            return new Running(connection, prologue, since + by.toNanos(), stage);
        }
    }

    Deadline(Duration limit, StandardHeaders headers, IdSource ids) {
        limitNanos = limit.toNanos();
        this.headers = headers;
        this.ids = ids;
        var unused =
                timer.scheduleAtFixedRate(
                        this::look,
                        LOOK_EVERY.toMillis(),
                        LOOK_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private byte[] answer(String path) {
        String requestId = ids.next().toString();
        Problem problem =
                Problem.of(ProblemCode.REQUEST_TIMEOUT, "The request did not arrive in time.");
        byte[] body = Problems.write(problem, path, requestId);
        String head =
                "HTTP/1.1 408 Request Timeout\r\n"
                        + headers.asText()
                        + ("X-Request-Id: " + requestId + "\r\n")
                        + "Content-Type: application/problem+json\r\n"
                        + ("Content-Length: " + body.length + "\r\n")
                        + "Connection: close\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        Stage asked = Stage.ASKED;
        running.put(
                Thread.currentThread(),
                new Running(connection, prologue, System.nanoTime(), new AtomicReference<>(asked)));
    }

    @Override
    public void status(ConnectionContext connection, Status status) {
        Running request = running.get(Thread.currentThread());
        if (request != null && !request.stage.compareAndSet(Stage.ASKED, Stage.ANSWERING)) {
            throw new CloseConnectionException("overdue");
        }
    }

    /** The request of this thread has been answered to the last byte. */
    void met() {
        running.remove(Thread.currentThread());
    }

    /**
     * The request of this thread may go on for as long as it likes.
     *
     * @return its connection
     * @throws CloseConnectionException if it is too late for that
     */
    ConnectionContext lift() {
        Running request = running.remove(Thread.currentThread());
        if (request == null || !request.stage.compareAndSet(Stage.ASKED, Stage.ANSWERING)) {
            throw new CloseConnectionException("overdue");
        }
        return request.connection;
    }

    /**
     * Waits on behalf of the request of this thread, which gets so much more time.
     *
     * @return what happened; false after the limit, or when waiting has come to an end
     */
    boolean await(CompletableFuture<Boolean> happens, Duration limit) {
        Thread own = Thread.currentThread();
        running.computeIfPresent(own, (thread, request) -> request.prolonged(limit));
        waiting.put(own, happens);
        try {
            if (ended) {
                return false;
            }
            return happens.completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS).join();
        } finally {
            waiting.remove(own);
        }
    }

    boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    /** Nobody waits any longer, nor from now on. */
    void endWaiting() {
        ended = true;
        waiting.values().forEach(happens -> happens.complete(false));
    }

    private void look() {
        long now = System.nanoTime();
        Iterator<Map.Entry<Thread, Running>> all = running.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Thread, Running> entry = all.next();
            if (!entry.getKey().isAlive()) {
                all.remove();
            } else if (now - entry.getValue().since > limitNanos) {
                all.remove();
                end(entry.getKey(), entry.getValue());
            }
        }
    }

    private void end(Thread thread, Running request) {
        boolean unanswered = request.stage.compareAndSet(Stage.ASKED, Stage.OVERDUE);
        Thread.startVirtualThread(
                () -> {
                    try {
                        if (unanswered) {
                            byte[] answer = answer(request.prologue.uriPath().rawPath());
                            request.connection.dataWriter().writeNow(BufferData.create(answer));
                        }
                    } catch (RuntimeException e) {
                        // It has gone, or does not listen: then it need not be told.
                    } finally {
                        close(request.connection);
                        thread.interrupt();
                    }
                });
    }

    private static void close(ConnectionContext connection) {
        try {
            connection.serverSocket().close();
        } catch (RuntimeException e) {
            // Closed already.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
