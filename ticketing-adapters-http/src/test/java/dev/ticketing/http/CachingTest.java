package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.CacheStatistics;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class CachingTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    /** As far as the log has come by now. */
    private Client.Reply catalogue(Client who, String query) {
        String head = Long.toString(server.log.head().value());
        return who.with("Ticketing-Min-Position", head).get("/api/events" + query).has(200);
    }

    private CacheStatistics statistics(String cache) {
        return server.needs.ticketing().cacheStatistics().stream()
                .filter(each -> each.cache().equals(cache))
                .findFirst()
                .orElseThrow();
    }

    private Client.Reply hold(String event, int quantity) {
        return buyer.withKey().post("/api/reservations", Samples.standing(event, quantity));
    }

    @Test
    void the_catalogue_is_read_once_until_a_show_changes() {
        String event = Samples.onSale(organizer);
        Client.Reply first = catalogue(anybody, "");
        long reads = server.catalogue.reads();
        long hits = statistics("catalogue").hits();

        Client.Reply second = catalogue(anybody, "");
        hold(event, 1).has(201);
        Client.Reply third = catalogue(anybody, "");

        assertThat(server.catalogue.reads()).as("a hold changes no show").isEqualTo(reads);
        assertThat(statistics("catalogue").hits()).isEqualTo(hits + 2);
        assertThat(second.text()).isEqualTo(first.text()).isEqualTo(third.text());
        organizer.post(event + "/close-sales").has(200);
        assertThat(catalogue(anybody, "").at("/items/0/status")).isEqualTo("SALES_CLOSED");
        assertThat(server.catalogue.reads()).isEqualTo(reads + 1);
    }

    @Test
    void every_query_has_a_page_of_its_own() {
        Samples.onSale(organizer);

        assertThat(catalogue(anybody, "?q=proms").json().get("items")).hasSize(1);
        assertThat(catalogue(anybody, "?q=opera").json().get("items")).isEmpty();
        assertThat(catalogue(anybody, "?status=PUBLISHED").json().get("items")).isEmpty();
        assertThat(catalogue(anybody, "?q=proms").json().get("items")).hasSize(1);
        assertThat(statistics("catalogue").entries()).isEqualTo(3);
    }

    @Test
    void a_page_that_was_read_too_early_is_not_kept() {
        Samples.onSale(organizer);
        catalogue(anybody, "");
        server.consumers.pause(ShowProjection.NAME);
        String late = Samples.draft(organizer);
        organizer.post(late + "/publish").has(200);

        assertThat(anybody.get("/api/events").json().get("items")).hasSize(1);
        assertThat(anybody.get("/api/events").json().get("items")).hasSize(1);
        server.consumers.resume(ShowProjection.NAME);

        Eventually.isTrue(() -> anybody.get("/api/events").json().get("items").size() == 2);
    }

    @Test
    void drafts_of_one_are_not_shown_to_another() {
        String draft = Samples.draft(organizer);

        assertThat(catalogue(organizer, "").json().get("items")).hasSize(1);
        assertThat(catalogue(anybody, "").json().get("items")).isEmpty();
        assertThat(catalogue(buyer, "").json().get("items")).isEmpty();
        organizer.get(draft + "/availability").has(200);
        anybody.get(draft + "/availability").isProblem(404, "NOT_FOUND");
        organizer.post(draft + "/publish").has(200);
        anybody.get(draft + "/availability").has(200);
    }

    @Test
    void who_has_the_catalogue_already_does_not_get_it_again() {
        String event = Samples.onSale(organizer);
        Client.Reply first = catalogue(anybody, "");
        Client knowing = anybody.with("If-None-Match", first.header("ETag"));

        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(catalogue(buyer, "").header("Cache-Control")).isEqualTo("no-store");
        Client.Reply same = knowing.get("/api/events").has(304);
        assertThat(same.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(same.header("Cache-Control")).isEqualTo("no-cache");
        organizer.post(event + "/close-sales").has(200);
        Client.Reply changed = catalogue(knowing, "");
        assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @Test
    void places_are_counted_once_until_something_happens_to_them() {
        String event = Samples.onSale(organizer);
        String other = Samples.onSale(organizer);
        hold(event, 2).has(201);
        anybody.get(event + "/availability").has(200);
        long shows = server.reads.of("show");
        long sections = server.reads.of("inventory");
        long hits = statistics("availability").hits();

        for (int i = 0; i < 10; i++) {
            assertThat(anybody.get(event + "/availability").at("/totalAvailable")).isEqualTo("11");
            assertThat(anybody.get(event + "/sections/ga/availability").at("/available"))
                    .isEqualTo("8");
        }

        assertThat(server.reads.of("show")).isEqualTo(shows);
        assertThat(server.reads.of("inventory")).isEqualTo(sections);
        assertThat(statistics("availability").hits()).isEqualTo(hits + 30);
        hold(other, 1).has(201);
        anybody.get(event + "/availability").has(200);
        assertThat(statistics("availability").hits()).as("not its places").isEqualTo(hits + 32);
        hold(event, 1).has(201);
        assertThat(anybody.get(event + "/availability").at("/totalAvailable")).isEqualTo("10");
    }

    @Test
    void a_write_of_this_process_is_seen_at_once() {
        String event = Samples.onSale(organizer);
        for (int held = 0; held < 10; held++) {
            assertThat(anybody.get(event + "/availability").at("/sections/0/held"))
                    .isEqualTo(Integer.toString(held));
            hold(event, 1).has(201);
        }
        hold(event, 1).isProblem(409, "INSUFFICIENT_INVENTORY");
    }

    @Test
    void places_in_memory_are_free_again_when_the_time_of_their_hold_is_over() {
        String event = Samples.onSale(organizer);
        hold(event, 2).has(201);
        Client.Reply held = anybody.get(event + "/availability").has(200);
        Client knowing = anybody.with("If-None-Match", held.header("ETag"));

        server.clock.advance(Duration.ofMinutes(5).minusNanos(1));
        knowing.get(event + "/availability").has(304);
        server.clock.advance(Duration.ofNanos(1));
        Client.Reply free = knowing.get(event + "/availability").has(200);

        assertThat(free.at("/sections/0/held")).isEqualTo("0");
        assertThat(free.at("/totalAvailable")).isEqualTo("13");
    }
}
