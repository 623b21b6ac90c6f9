package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.testkit.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/** A server as its clients see it. Safe for any number of threads. */
final class TestApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final IntSupplier port;
    private final Duration limitOfKept;

    /**
     * @param port asked at each request: a server may come back on another one
     */
    TestApi(IntSupplier port) {
        this(port, KeptConnection.LIMIT);
    }

    /**
     * @param limitOfKept for an answer over a connection that is kept
     */
    TestApi(IntSupplier port, Duration limitOfKept) {
        this.port = port;
        this.limitOfKept = limitOfKept;
    }

    /** Signs in by mail, in development mode. */
    Person signIn(String email) {
        return new Person(this, email, token(email));
    }

    /** Signs many in at once. */
    List<Person> signIn(int count) {
        return Together.all(count, i -> signIn("buyer-" + i + "@example.com"));
    }

    String token(String email) {
        String path = "/dev/mailbox?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        int before = tokens(path).size();
        post("/auth/magic-link/request", "", "", JSON.createObjectNode().put("email", email))
                .has(202);
        AtomicReference<String> link = new AtomicReference<>("");
        Eventually.isTrue(
                "mail for " + email,
                LIMIT,
                () -> {
                    List<String> tokens = tokens(path);
                    link.set(tokens.isEmpty() ? "" : tokens.getFirst());
                    return tokens.size() > before;
                });
        ObjectNode token = JSON.createObjectNode().put("token", link.get());
        Reply verified = post("/auth/magic-link/verify", "", "", token).has(200);
        return verified.text("accessToken");
    }

    /** Of the mails to sign in, the newest first. */
    private List<String> tokens(String mailbox) {
        return get(mailbox, "")
                .has(200)
                .json()
                .path("items")
                .valueStream()
                .map(mail -> mail.path("token").asText(""))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /** A connection for one thread that has much to ask. */
    KeptConnection connect() {
        return new KeptConnection(port, limitOfKept);
    }

    Reply get(String path, String token) {
        return send(request(path, token).GET());
    }

    /** What is there, if it is no JSON. */
    String text(String path, String token) {
        HttpResponse<String> answer = answer(request(path, token).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /**
     * @param token empty for nobody in particular
     * @param key empty for none
     */
    Reply post(String path, String token, String key, JsonNode body) {
        HttpRequest.Builder request = request(path, token);
        if (!key.isEmpty()) {
            // By the latter the log's events name the former.
            request.header("Idempotency-Key", key).header("X-Request-Id", key);
        }
        if (body.isMissingNode()) {
            return send(request.POST(HttpRequest.BodyPublishers.noBody()));
        }
        return send(
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** As providers tell, who sign every byte. */
    Reply tell(String provider, String header, String signature, String body) {
        return send(
                request("/webhooks/payments/" + provider, "")
                        .header("Content-Type", "application/json")
                        .header(header, signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                        .timeout(LIMIT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /**
     * @throws UncheckedIOException if the server died, or does not listen
     */
    private static Reply send(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request);
        try {
            String body = answer.body();
            return new Reply(
                    answer.statusCode(), body.isEmpty() ? JSON.missingNode() : JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
