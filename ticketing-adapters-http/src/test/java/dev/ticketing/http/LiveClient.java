package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody at a WebSocket, with what they were told. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> socket;

    private LiveClient(int port, String path, String... subprotocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(LIMIT);
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this);
    }

    static LiveClient at(int port, String path, String... subprotocols) {
        LiveClient client = new LiveClient(port, path, subprotocols);
        client.socket.join();
        return client;
    }

    static LiveClient watching(TestServer server, String eventPath, String... subprotocols) {
        return at(server.port(), "/api/ws/availability/" + Samples.id(eventPath), subprotocols);
    }

    static LiveClient notified(TestServer server, String token) {
        return at(server.port(), "/api/ws/notifications", "bearer", token);
    }

    /** The status of a handshake that is refused. */
    static int refused(int port, String path, String... subprotocols) {
        try (LiveClient client = at(port, path, subprotocols)) {
            throw new AssertionError("was let in: " + client.socket.join().getSubprotocol());
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                told.add(JSON.readTree(text.toString()));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        pongs.add(new String(bytes, StandardCharsets.US_ASCII));
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    String subprotocol() {
        return socket.join().getSubprotocol();
    }

    /** What they are told next. */
    JsonNode next() {
        return take(told);
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing within " + LIMIT);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What they are told next about a section. */
    JsonNode next(String section) {
        JsonNode next = next();
        while (!next.path("sectionId").asText().equals(section)) {
            next = next();
        }
        return next;
    }

    List<JsonNode> rest() {
        return List.copyOf(told);
    }

    void say(String message) {
        socket.join().sendText(message, true).join();
    }

    void say(byte... message) {
        socket.join().sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void sayInPieces(String... pieces) {
        for (int i = 0; i < pieces.length; i++) {
            socket.join().sendText(pieces[i], i == pieces.length - 1).join();
        }
    }

    String ping(String message) {
        socket.join().sendPing(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))).join();
        return take(pongs);
    }

    int closeCode() {
        return closed.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Says goodbye, and waits for the answer. */
    void leave() {
        socket.join().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        closeCode();
    }

    @Override
    public void close() {
        if (!socket.isCompletedExceptionally()) {
            socket.join().abort();
        }
    }
}
