package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ValidationTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private Client.Reply create(String from, String to) {
        assertThat(Samples.EVENT).contains(from);
        return organizer.post("/api/events", Samples.EVENT.replace(from, to));
    }

    @Test
    void says_all_that_is_missing_at_once() {
        organizer
                .post("/api/events", "{}")
                .isInvalid(
                        "title",
                        "startsAt",
                        "endsAt",
                        "timezone",
                        "venue.name",
                        "currency",
                        "sections",
                        "tiers");
    }

    @Test
    void names_the_field_by_its_path() {
        create("\"amount\": 2500", "\"amount\": -1").isInvalid("tiers[0].price.amount");
        create("\"amount\": 2500", "\"amount\": 100000001").isInvalid("tiers[0].price.amount");
        create("\"amount\": 2500, \"currency\": \"EUR\"", "\"amount\": 1, \"currency\": \"USD\"")
                .isInvalid("tiers[0].price.currency");
        create("\"sectionId\": \"stalls\"", "\"sectionId\": \"x\"").isInvalid("tiers[1].sectionId");
        create("\"capacity\": 10", "\"capacity\": 0").isInvalid("sections[0].capacity");
        create("\"capacity\": 10", "\"capacity\": 200001").isInvalid("sections[0].capacity");
        create("\"capacity\": 10", "\"capacity\": 3000000000").isInvalid("sections[0].capacity");
        create("\"amount\": 2500", "\"amount\": 9223372036854775808")
                .isInvalid("tiers[0].price.amount");
        create("\"A-2\"", "\"A-1\"").isInvalid("sections[1].seats[1]");
        create("\"A-2\"", "\"" + "x".repeat(21) + "\"").isInvalid("sections[1].seats[1]");
        create("Night of the Proms", "x".repeat(201)).isInvalid("title");
        create("An evening.", "x\\u0000y").isInvalid("description");
        create("Europe/Berlin", "Berlin").isInvalid("timezone");
        create("2027-06-01T22:00:00Z", "2027-06-01T18:00:00Z").isInvalid("endsAt");
        create("2027-06-01T22:00:00Z", "tomorrow").isInvalid("endsAt");
        create("\"currency\": \"EUR\",", "\"currency\": \"EURO\",").isInvalid("currency");
        create("\"currency\": \"EUR\",", "\"currency\": \"EUR\", \"holdSeconds\": 29,")
                .isInvalid("holdSeconds");
    }

    @Test
    void the_largest_that_is_allowed_is_taken() {
        create("\"capacity\": 10", "\"capacity\": 200000").has(201);
        create("\"amount\": 2500", "\"amount\": 100000000").has(201);
        create("Night of the Proms", "x".repeat(200)).has(201);
        create("\"A-2\"", "\"" + "x".repeat(20) + "\"").has(201);
    }

    @Test
    void a_start_in_the_past_is_found_by_the_core() {
        create("2027-06-01T18:00:00Z", "2027-03-01T12:00:00Z").isInvalid("startsAt");
        create("2027-06-01T18:00:00Z", "2027-03-01T12:00:00.000000001Z").has(201);
    }

    @Test
    void ids_are_made_from_names_where_there_are_none() {
        Client.Reply made =
                create(
                                "{\"id\": \"stalls\", \"name\": \"Stalls\", \"sectionId\"",
                                "{\"name\": \"Early Bird!\", \"sectionId\"")
                        .has(201);
        assertThat(made.at("/tiers/1/id")).isEqualTo("early-bird");
    }

    @Test
    void unknown_fields_are_refused_at_any_depth() {
        create("\"title\"", "\"titel\"").isInvalid("titel");
        create("\"amount\": 2500", "\"amount\": 2500, \"vat\": 19").isInvalid("tiers[0].price.vat");
        reserve(
                        "{\"eventId\": \"x\", \"sectionId\": \"ga\", \"quantity\": 1, \"vip\":"
                                + " {\"a\": []}}")
                .isInvalid("vip");
    }

    private Client.Reply reserve(String body) {
        return organizer.withKey().post("/api/reservations", body);
    }

    @Test
    void another_type_is_named_by_its_field() {
        create("\"capacity\": 10", "\"capacity\": \"10\"").isInvalid("sections[0].capacity");
        create("\"capacity\": 10", "\"capacity\": 10.5").isInvalid("sections[0].capacity");
        create("\"Night of the Proms\"", "7").isInvalid("title");
        create("{\"amount\": 2500, \"currency\": \"EUR\"}", "2500").isInvalid("tiers[0].price");
        reserve("{\"eventId\": 1, \"sectionId\": \"ga\", \"quantity\": \"1\"}")
                .isInvalid("eventId", "eventId", "quantity");
        reserve("[]").isInvalid("", "eventId", "sectionId");
    }

    @Test
    void what_is_no_json_is_malformed() {
        for (String body : new String[] {"", "{", "{\"title\": }", "hello", "{\"a\":1,\"a\":2}"}) {
            organizer.post("/api/events", body).has(400);
        }
        organizer.post("/api/events", "{").isProblem(400, "MALFORMED_REQUEST");
        organizer.post("/api/events", "").isProblem(400, "MALFORMED_REQUEST");
        organizer
                .post("/api/events", "{\"venue\": {\"name\": }}")
                .isProblem(400, "MALFORMED_REQUEST");
        reserve("{\"eventId\": ").isProblem(400, "MALFORMED_REQUEST");
        reserve("").isProblem(400, "MALFORMED_REQUEST");
        reserve("{} {}").isProblem(400, "MALFORMED_REQUEST");
    }

    @Test
    void only_json_is_read() {
        organizer
                .with("Content-Type", "text/plain")
                .post("/api/events", Samples.EVENT)
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        organizer
                .with("Content-Type", "Application/JSON; charset=utf-8")
                .post("/api/events", Samples.EVENT)
                .has(201);
    }

    @Test
    void wishes_for_seats_are_checked() {
        String event = Samples.onSale(organizer);
        reserve(Samples.standing(event, 0)).isInvalid("quantity");
        reserve(Samples.standing(event, 9)).isInvalid("quantity");
        reserve(Samples.standing(event, 8)).has(201);
        reserve(Samples.seats(event, "Z-9")).isInvalid("seats");
        reserve(Samples.seats(event, "A-1", "A-1")).isInvalid("seats[1]");
        reserve(Samples.seats(event, "A-1").replace("stalls", "ga")).isInvalid("seats");
        reserve(Samples.standing(event, 1).replace("\"ga\"", "\"no\"")).isInvalid("sectionId");
        reserve(Samples.standing(event, 1).replace("}", ", \"tierId\": \"stalls\"}"))
                .isInvalid("tierId");
        reserve(Samples.seats(event, "A-1").replace("}", ", \"quantity\": 1}")).isInvalid("seats");
        reserve("{\"eventId\": \"%s\", \"sectionId\": \"ga\"}".formatted(Samples.id(event)))
                .isInvalid("quantity");
        String seats =
                IntStream.range(0, 101)
                        .mapToObj(i -> "S-" + i)
                        .collect(Collectors.joining("\", \""));
        reserve(Samples.seats(event, seats)).isInvalid("seats");
    }

    @Test
    void an_id_that_is_no_uuid_names_nothing() {
        reserve(Samples.standing("/x/1-1-1-1-1", 1)).isProblem(404, "NOT_FOUND");
        organizer.get("/api/events/1-1-1-1-1").isProblem(404, "NOT_FOUND");
        organizer.get("/api/payments/nope").isProblem(404, "NOT_FOUND");
        organizer.get("/api/tickets/nope/qr.png").isProblem(404, "NOT_FOUND");
    }

    @Test
    void pages_have_bounds() {
        organizer.get("/api/tickets?limit=0").isInvalid("limit");
        organizer.get("/api/tickets?limit=101").isInvalid("limit");
        organizer.get("/api/tickets?limit=1").has(200);
        organizer.get("/api/tickets?limit=100").has(200);
        organizer.get("/api/tickets?cursor=nope").isInvalid("cursor");
    }
}
