package dev.ticketing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.testkit.Eventually;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Somebody who has signed in, and signs in again when that is over. For any number of threads. */
final class Person {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> DECIDED = Set.of("CAPTURED", "FAILED");

    private final TestApi api;
    private final String email;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile String token;

    Person(TestApi api, String email, String token) {
        this.api = api;
        this.email = email;
        this.token = token;
    }

    /** A section to make. */
    record NewSection(String id, int capacity, List<String> seats) {
        NewSection {
            seats = List.copyOf(seats);
        }

        static NewSection general(String id, int capacity) {
            return new NewSection(id, capacity, List.of());
        }

        static NewSection numbered(String id, List<String> seats) {
            return new NewSection(id, seats.size(), seats);
        }
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** The same person, at another server, with the same token. */
    Person at(TestApi other) {
        return new Person(other, email, token);
    }

    /** A connection of their own to the same server. */
    KeptConnection connect() {
        return api.connect();
    }

    /**
     * Asks with the present token, and once more with a new one if that is over. Who cannot sign in
     * at the moment, since the server or its database is away, is left with the 401.
     */
    Reply asking(Function<String, Reply> request) {
        String current = token;
        Reply reply = request.apply(current);
        return reply.status() == 401 ? renewed(current).map(request).orElse(reply) : reply;
    }

    Reply get(String path) {
        return asking(current -> api.get(path, current));
    }

    /** As {@link TestApi#text}, soon after signing in. */
    String text(String path) {
        return api.text(path, token);
    }

    Reply post(String path) {
        return post(path, "", TestApi.JSON.missingNode());
    }

    Reply post(String path, String key, JsonNode body) {
        return asking(current -> api.post(path, current, key, body));
    }

    private Optional<String> renewed(String old) {
        renewing.lock();
        try {
            if (token.equals(old)) {
                token = api.token(email);
            }
            return Optional.of(token);
        } catch (AssertionError e) {
            return Optional.empty();
        } finally {
            renewing.unlock();
        }
    }

    /** Makes an event and opens its sales; its id. */
    String openSales(int holdSeconds, NewSection... sections) {
        String event = post("/api/events", "", event(holdSeconds, sections)).has(201).id();
        post("/api/events/" + event + "/publish").has(200);
        post("/api/events/" + event + "/open-sales").has(200);
        return event;
    }

    private static ObjectNode event(int holdSeconds, NewSection... sections) {
        ObjectNode event =
                TestApi.JSON
                        .createObjectNode()
                        .put("title", "Night of the Proms")
                        .put("startsAt", "2099-06-01T18:00:00Z")
                        .put("endsAt", "2099-06-01T22:00:00Z")
                        .put("timezone", "Europe/Berlin")
                        .put("currency", "EUR")
                        .put("holdSeconds", holdSeconds);
        event.putObject("venue").put("name", "Arena");
        ArrayNode all = event.putArray("sections");
        ArrayNode tiers = event.putArray("tiers");
        for (NewSection wanted : sections) {
            ObjectNode section = all.addObject().put("id", wanted.id()).put("name", wanted.id());
            if (wanted.seats().isEmpty()) {
                section.put("seating", "GENERAL").put("capacity", wanted.capacity());
            } else {
                section.put("seating", "NUMBERED");
                wanted.seats().forEach(section.putArray("seats")::add);
            }
            ObjectNode tier =
                    tiers.addObject()
                            .put("id", wanted.id())
                            .put("name", wanted.id())
                            .put("sectionId", wanted.id());
            tier.putObject("price").put("amount", 2_500).put("currency", "EUR");
        }
        return event;
    }

    Reply hold(String key, String event, String section, int quantity) {
        return post("/api/reservations", key, places(event, section, quantity));
    }

    Reply holdSeats(String key, String event, String section, List<String> seats) {
        return post("/api/reservations", key, seats(event, section, seats));
    }

    Reply pay(String key, String reservation, String instrument) {
        return post("/api/payments", key, payment(reservation, instrument));
    }

    /** Pays, and returns when that is decided: what takes long is answered before. */
    Reply paid(String reservation, String instrument) {
        Reply reply = pay(newKey(), reservation, instrument);
        if (reply.status() != 202) {
            return reply.has(201);
        }
        String payment = "/api/payments/" + reply.id();
        Eventually.isTrue(
                "the payment is decided",
                LIMIT,
                () -> DECIDED.contains(get(payment).has(200).text("status")));
        return get(payment).has(200);
    }

    Reply cancel(String reservation) {
        return cancel("", reservation);
    }

    Reply cancel(String key, String reservation) {
        return post(
                "/api/reservations/" + reservation + "/cancel", key, TestApi.JSON.missingNode());
    }

    /** Blocks places, or unblocks them. */
    Reply block(String step, String event, String section, int quantity) {
        ObjectNode wish = TestApi.JSON.createObjectNode().put("quantity", quantity);
        return post("/api/events/" + event + "/sections/" + section + "/" + step, newKey(), wish);
    }

    static ObjectNode places(String event, String section, int quantity) {
        return TestApi.JSON
                .createObjectNode()
                .put("eventId", event)
                .put("sectionId", section)
                .put("quantity", quantity);
    }

    static ObjectNode seats(String event, String section, List<String> seats) {
        ObjectNode wish =
                TestApi.JSON.createObjectNode().put("eventId", event).put("sectionId", section);
        seats.forEach(wish.putArray("seats")::add);
        return wish;
    }

    static ObjectNode payment(String reservation, String instrument) {
        ObjectNode payment = TestApi.JSON.createObjectNode().put("reservationId", reservation);
        payment.putObject("method").put("type", "CARD").put("token", instrument);
        return payment;
    }

    JsonNode availability(String event, String section) {
        return get("/api/events/" + event + "/sections/" + section + "/availability")
                .has(200)
                .json();
    }
}
