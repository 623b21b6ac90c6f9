package dev.ticketing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.core.kernel.TicketingException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Asks a server in development mode over HTTP, as far as the benchmarks need it. */
final class ApiClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String server;

    ApiClient(int port) {
        this.server = "http://127.0.0.1:" + port;
    }

    /** Signs in by the development mailbox; the access token. */
    String signIn(String email) {
        post("/auth/magic-link/request", "", json.createObjectNode().put("email", email));
        String to = URLEncoder.encode(email, StandardCharsets.UTF_8);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            JsonNode mails = get("/dev/mailbox?to=" + to).path("items");
            // Other mail may have come since.
            Optional<JsonNode> newest =
                    mails.valueStream().filter(mail -> mail.hasNonNull("token")).findFirst();
            if (newest.isPresent()) {
                JsonNode token = json.createObjectNode().set("token", newest.get().path("token"));
                return post("/auth/magic-link/verify", "", token).path("accessToken").asText();
            }
            Thread.onSpinWait();
        }
        throw new TicketingException("no mail came for " + email);
    }

    JsonNode get(String path) {
        return get(path, "");
    }

    JsonNode get(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path)).GET();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    JsonNode post(String path, String token, JsonNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return send(request);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new TicketingException(
                        request.method() + " " + request.uri() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new TicketingException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted", e);
        }
    }
}
