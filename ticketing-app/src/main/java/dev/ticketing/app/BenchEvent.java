package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The event that is sold in benchmarks: one section, holds that outlast the measurement. */
final class BenchEvent {

    static final String SECTION = "main";
    static final int PLACES = 200_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing ends while a sale is measured. */
    private static final int LONG = 3_600;

    private BenchEvent() {}

    /** General admission. */
    static void places(ObjectNode section) {
        section.put("seating", "GENERAL").put("capacity", PLACES);
    }

    /**
     * Makes one and opens its sales; its id.
     *
     * @param seating says what can be had
     */
    static String open(ApiClient api, String organizer, Consumer<ObjectNode> seating) {
        return open(api, organizer, LONG, seating);
    }

    /** As {@link #open(ApiClient, String, Consumer)}, with a time of one's own for holds. */
    static String open(
            ApiClient api, String organizer, int holdSeconds, Consumer<ObjectNode> seating) {
        ObjectNode body = JSON.createObjectNode();
        body.put("title", "Flash sale");
        body.put("startsAt", Clock.systemUTC().instant().plus(Duration.ofDays(90)).toString());
        body.put("endsAt", Clock.systemUTC().instant().plus(Duration.ofDays(91)).toString());
        body.put("timezone", "UTC");
        body.put("currency", "EUR");
        body.put("holdSeconds", holdSeconds);
        body.putObject("venue").put("name", "Stadium");
        ObjectNode section = body.putArray("sections").addObject();
        section.put("id", SECTION).put("name", "Main");
        seating.accept(section);
        ObjectNode tier = body.putArray("tiers").addObject();
        tier.put("id", "full").put("name", "Full").put("sectionId", SECTION);
        tier.putObject("price").put("amount", 5_000).put("currency", "EUR");
        String id = api.post("/api/events", organizer, body).path("id").asText();
        api.post("/api/events/" + id + "/publish", organizer, JSON.createObjectNode());
        api.post("/api/events/" + id + "/open-sales", organizer, JSON.createObjectNode());
        return id;
    }
}
