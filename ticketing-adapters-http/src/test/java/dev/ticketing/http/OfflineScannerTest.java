package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.core.ticket.TicketCode;
import dev.ticketing.core.ticket.TicketVerifier;
import dev.ticketing.core.ticket.TicketVerifier.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A scanner that has nothing of the server but its public keys. */
class OfflineScannerTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final String event = Samples.onSale(organizer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knows_genuine_codes_with_the_published_keys_alone() throws IOException {
        Client.Reply ticket = bought();
        String id = ticket.at("/id");
        String first = ticket.at("/code");
        String second =
                buyer.post(
                                "/api/tickets/" + id + "/transfer",
                                "{\"toEmail\":\"friend@example.com\"}")
                        .has(200)
                        .at("/code");

        assertThat(scan(first)).isEqualTo("ticket " + id + ", edition 1");
        assertThat(scan(second)).isEqualTo("ticket " + id + ", edition 2");
    }

    @Test
    void knows_what_is_not_genuine() throws IOException {
        String code = bought().at("/code");
        String elsewhere = code.replaceFirst("T1\\.[^.]*", "T1.elsewhere");
        String changed = code.substring(0, code.length() - 20) + "A".repeat(20);

        assertThat(scan(elsewhere)).isEqualTo("fetch the keys again: elsewhere");
        assertThat(scan(changed)).isEqualTo("forged");
        assertThat(scan("A-1")).isEqualTo("no ticket");
    }

    private Client.Reply bought() {
        String hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 1))
                        .has(201)
                        .header("Location");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        return buyer.get("/api/tickets/" + buyer.get(hold).at("/ticketIds/0")).has(200);
    }

    private String scan(String scanned) throws IOException {
        byte[] jwks = anybody.get("/.well-known/jwks.json").has(200).response().body();
        // docs:begin
        List<TicketVerifier.Key> keys = new ArrayList<>();
        for (JsonNode key : new ObjectMapper().readTree(jwks).get("keys")) {
            if (key.path("crv").asText().equals("Ed25519")) {
                keys.add(TicketVerifier.Key.ofJwk(key.get("kid").asText(), key.get("x").asText()));
            }
        }
        TicketVerifier verifier = new TicketVerifier(keys);
        String answer =
                switch (verifier.verify(scanned)) {
                    case Verdict.Genuine(TicketCode code) ->
                            "ticket " + code.ticket() + ", edition " + code.edition().number();
                    case Verdict.UnknownKey(String id) -> "fetch the keys again: " + id;
                    case Verdict.BadSignature bad -> "forged";
                    case Verdict.Malformed malformed -> "no ticket";
                };
        // docs:end
        return answer;
    }
}
