package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.testkit.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody who calls a server. Immutable: {@code as} and {@code with} make another. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final int port;
    private final List<String> headers;

    Client(int port) {
        this(port, List.of());
    }

    private Client(int port, List<String> headers) {
        this.port = port;
        this.headers = List.copyOf(headers);
    }

    /** An answer, with its body as JSON where it is. */
    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Reply has(int status) {
            assertThat(status()).as(this::text).isEqualTo(status);
            return this;
        }

        /** Checks that it is a whole problem. */
        Reply isProblem(int status, String code) {
            has(status);
            assertThat(at("/code")).as(this::text).isEqualTo(code);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().get("status").asInt()).isEqualTo(status);
            assertThat(at("/type")).isNotEmpty();
            assertThat(at("/title")).isNotEmpty();
            assertThat(at("/detail")).isNotEmpty();
            assertThat(at("/requestId")).isEqualTo(header("X-Request-Id"));
            return this;
        }

        /** Checks that exactly these fields were found wrong. */
        Reply isInvalid(String... fields) {
            isProblem(400, "VALIDATION_FAILED");
            assertThat(json().get("errors").findValuesAsText("field"))
                    .containsExactlyInAnyOrder(fields);
            return this;
        }
    }

    Client with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(port, more);
    }

    Client withKey() {
        return with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Signs in by mail. */
    Client as(String email) {
        return with("Authorization", "Bearer " + signIn(email).at("/accessToken"));
    }

    Reply signIn(String email) {
        int before = tokens(email).size();
        post("/auth/magic-link/request", "{\"email\":\"" + email + "\"}").has(202);
        Eventually.isTrue(() -> tokens(email).size() > before);
        String token = tokens(email).getFirst();
        return post("/auth/magic-link/verify", "{\"token\":\"" + token + "\"}").has(200);
    }

    /** Of the mails to sign in, the newest first. */
    private List<String> tokens(String email) {
        return mailTo(email)
                .json()
                .get("items")
                .valueStream()
                .map(mail -> mail.path("token").asText(""))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private Reply mailTo(String email) {
        return get("/dev/mailbox?to=" + email).has(200);
    }

    Reply get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    Reply post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    Reply post(String path, String body) {
        return json().send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    Reply put(String path, String body) {
        return json().send("PUT", path, HttpRequest.BodyPublishers.ofString(body));
    }

    Reply delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    private Client json() {
        return headers.contains("Content-Type") ? this : with("Content-Type", "application/json");
    }

    Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(LIMIT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
