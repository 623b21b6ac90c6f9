package dev.ticketing.testkit.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Speaks the calls of Stripe's API that a shop for tickets makes, on this machine: payment intents,
 * refunds, lists with pages, idempotency keys, errors in Stripe's shape, and Stripe's payment
 * methods for tests. It can be made to fail in every way that a network can. Safe for any number of
 * threads.
 */
public final class StripeStandIn implements AutoCloseable {

    /** The only key that it takes. */
    public static final String SECRET_KEY = "sk_test_standin0123456789";

    private static final String ANY = "*";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final ReentrantLock turn = new ReentrantLock();
    private final Intents intents;
    private final Refunds refunds;
    private final Map<String, Remembered> byKey = new HashMap<>();

    private StripeStandIn(HttpServer server, InstantSource clock) {
        this.server = server;
        this.intents = new Intents(clock);
        this.refunds = new Refunds(intents, clock);
    }

    /** An answer that is given again to whoever asks the same under the same key. */
    private record Remembered(String request, Reply reply) {}

    /** A payment intent that was asked for, in its present state. */
    public record Taken(
            String id, long amount, String currency, Map<String, String> metadata, String status) {}

    /** A refund that was asked for, in its present state. */
    public record GivenBack(
            String id, String intent, long amount, Map<String, String> metadata, String status) {}

    /** Starts one on a free port of this machine. */
    public static StripeStandIn start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StripeStandIn standIn = new StripeStandIn(server, InstantSource.system());
            server.setExecutor(standIn.threads);
            server.createContext("/", standIn::handle);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Every call has this trouble from now on. */
    public void hasTrouble(Trouble trouble) {
        troubles.put(ANY, trouble);
    }

    /**
     * A call has this trouble from now on.
     *
     * @param call method and path, as {@code POST /v1/refunds}
     */
    public void hasTrouble(String call, Trouble trouble) {
        troubles.put(call, trouble);
    }

    public void isWell() {
        troubles.clear();
    }

    /** All calls so far, as {@code POST /v1/refunds}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Payment intents, the oldest first. */
    public List<Taken> taken() {
        return inTurn(intents::taken);
    }

    /** Refunds, the oldest first. */
    public List<GivenBack> givenBack() {
        return inTurn(refunds::givenBack);
    }

    /** Adds payment intents that are not ours. */
    public void addStrangers(int count, Instant created) {
        for (int i = 0; i < count; i++) {
            run(() -> intents.addStranger(created.getEpochSecond()));
        }
    }

    /** Somebody gives back one hundredth so many times, without us. */
    public void giveBackByHand(int count, String intent) {
        Params cent = new Params(Map.of("payment_intent", intent, "amount", "1"));
        for (int i = 0; i < count; i++) {
            run(() -> refunds.refund(cent));
        }
    }

    /** Something becomes of a payment intent; what it said of its last error is gone. */
    public void change(String intent, String status) {
        run(() -> intents.change(intent, status));
    }

    /** What becomes of refunds from now on, also of those that are pending. */
    public void refundsBecome(String status) {
        run(() -> refunds.become(status));
    }

    /** All keys are forgotten, as they are after a day. */
    public void forgetKeys() {
        run(byKey::clear);
    }

    /** An event about a payment intent, a charge or a refund, as it is sent to webhooks. */
    public String event(String id, String type, String object) {
        Map<String, @Nullable Object> about =
                inTurn(() -> intents.object(object).or(() -> refunds.object(object)))
                        .orElseThrow(() -> new IllegalArgumentException(object));
        return JsonText.of(
                Map.of("id", id, "object", "event", "type", type, "data", Map.of("object", about)));
    }

    private void run(Runnable task) {
        var unused =
                inTurn(
                        () -> {
                            task.run();
                            return true;
                        });
    }

    private <T> T inTurn(Supplier<T> task) {
        turn.lock();
        try {
            return task.get();
        } finally {
            turn.unlock();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String call = exchange.getRequestMethod() + " " + path;
            asked.add(call);
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            @Nullable Trouble trouble = troubles.getOrDefault(call, troubles.get(ANY));
            if (trouble == null) {
                send(exchange, answer(exchange, call, body));
                return;
            }
            switch (trouble) {
                case HANGS -> await(Long.MAX_VALUE);
                case TRICKLES -> trickle(exchange);
                case CUT_AFTERWARDS -> answer(exchange, call, body);
                case OVERTAKEN -> {
                    change(path.split("/", -1)[3], "succeeded");
                    send(exchange, answer(exchange, call, body));
                }
                case BROKEN -> send(exchange, Reply.error(500, "api_error", "An error occurred."));
                case TOO_MANY ->
                        send(exchange, Reply.invalid(429, "rate_limit", null, "Too many requests"));
                case KEY_IN_USE ->
                        send(
                                exchange,
                                Reply.invalid(409, "idempotency_key_in_use", null, "In use."));
            }
        }
    }

    private boolean await(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, Integer.MAX_VALUE);
        OutputStream out = exchange.getResponseBody();
        while (!await(5)) {
            out.write(' ');
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_standin");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply answer(HttpExchange exchange, String call, String body) {
        if (!header(exchange, "Authorization").equals(Optional.of("Bearer " + SECRET_KEY))) {
            return Reply.error(401, "invalid_request_error", "Invalid API Key provided");
        }
        @Nullable String query = exchange.getRequestURI().getRawQuery();
        Optional<String> key = header(exchange, "Idempotency-Key");
        return inTurn(
                () ->
                        key.isPresent() && call.startsWith("POST")
                                ? once(key.get(), call, body)
                                : answer(call, Params.parse(query == null ? body : query)));
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private Reply once(String key, String call, String body) {
        String request = call + "?" + body;
        @Nullable Remembered before = byKey.get(key);
        if (before == null) {
            Reply reply = answer(call, Params.parse(body));
            byKey.put(key, new Remembered(request, reply));
            return reply;
        }
        return before.request.equals(request)
                ? before.reply
                : Reply.error(400, "idempotency_error", "Keys are for one request alone.");
    }

    private Reply answer(String call, Params params) {
        List<String> parts = new ArrayList<>(List.of(call.split("/", -1)));
        String id = parts.size() > 3 ? parts.set(3, "{id}") : "";
        return switch (String.join("/", parts)) {
            case "POST /v1/payment_intents" -> intents.pay(params);
            case "GET /v1/payment_intents" -> intents.list(params);
            case "GET /v1/payment_intents/{id}" ->
                    id.equals("search") ? intents.search(params) : intents.intent(id, params);
            case "POST /v1/payment_intents/{id}/cancel" -> intents.cancel(id);
            case "POST /v1/refunds" -> refunds.refund(params);
            case "GET /v1/refunds" -> refunds.list(params);
            case "GET /v1/balance" -> Reply.ok(Map.of("object", "balance", "livemode", false));
            default -> Reply.invalid(404, "url_invalid", null, "Unrecognized request URL: " + call);
        };
    }

    /** Whoever still waits for an answer gets none. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
