package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

class MetricsTest {

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final TestServer server = TestServer.startMonitored(sources());
    private final Client anybody = new Client(server.port());
    private final Client monitoring = new Client(server.server.metricsPort().orElseThrow());

    private Map<String, MetricSource> sources() {
        Map<String, MetricSource> sources = new LinkedHashMap<>();
        sources.put(
                "tea",
                () ->
                        List.of(
                                Figure.gauge("tea_cups", "Cups.", 3).with("kind", "green"),
                                Figure.counter("tea_sips", "Sips.", 41)));
        sources.put(
                "coffee",
                () -> {
                    throw new IllegalStateException("out of order");
                });
        return sources;
    }

    @AfterEach
    void stop() {
        hanging.countDown();
        server.close();
    }

    private String metrics() {
        return monitoring.get("/metrics").has(200).text();
    }

    @Test
    void are_for_administrators_but_on_their_own_port() {
        anybody.get("/metrics").isProblem(401, "UNAUTHENTICATED");
        anybody.as("customer@example.com").get("/metrics").isProblem(403, "FORBIDDEN");
        Client.Reply reply = anybody.as(TestServer.ADMIN).get("/metrics").has(200);
        assertThat(reply.header("Content-Type")).startsWith("text/plain; version=0.0.4");

        monitoring.get("/metrics").has(200);
        monitoring.get("/api/events").isProblem(404, "NOT_FOUND");
        monitoring.post("/metrics").isProblem(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void there_is_no_port_for_them_unless_it_is_wanted() {
        try (TestServer without = TestServer.start()) {
            assertThat(without.server.metricsPort()).isEmpty();
        }
    }

    @Test
    void consumers_are_told_with_lag_state_and_owner() {
        Samples.draft(anybody.as("organizer@example.com"));
        Eventually.isTrue(
                () -> metrics().contains("ticketing_consumer_position{consumer=\"tickets\"} 1.0"));

        assertThat(metrics())
                .contains("ticketing_consumer_lag_positions{consumer=\"tickets\"} 0.0")
                .contains("ticketing_consumer_lag_seconds{consumer=\"tickets\"} 0.0")
                .contains("ticketing_consumer_owner{consumer=\"tickets\"} 1.0")
                .contains("ticketing_consumer_state{consumer=\"tickets\",state=\"RUNNING\"} 1.0")
                .contains("ticketing_consumer_state{consumer=\"tickets\",state=\"STOPPED\"} 0.0")
                .contains("ticketing_consumers_stopped 0.0")
                .contains("ticketing_metrics_source_up{source=\"consumers\"} 1.0");
    }

    @Test
    void the_write_side_counts_what_it_records() {
        Samples.draft(anybody.as("organizer@example.com"));

        assertThat(metrics())
                .contains("# TYPE ticketing_write_events_total counter")
                .contains("ticketing_write_commits_total 1.0")
                .contains("ticketing_write_events_total 1.0");
    }

    @Test
    void requests_are_counted_by_route_and_outcome() {
        Client organizer = anybody.as("organizer@example.com");
        String draft = Samples.draft(organizer);
        organizer.get(draft).has(200);
        organizer.get(draft).has(200);
        anybody.get(draft).has(404);
        anybody.get("/nowhere").has(404);
        String route = "ticketing_http_request_seconds_count{method=\"GET\",";
        String last = "method=\"other\",route=\"other\",status=\"4xx\"} 1";
        // It is counted when its answer has gone.
        Eventually.isTrue(() -> metrics().contains(last));

        String text = metrics();

        assertThat(text)
                .contains(route + "route=\"/api/events/{id}\",status=\"2xx\"} 2")
                .contains(route + "route=\"/api/events/{id}\",status=\"4xx\"} 1")
                .contains(last)
                .contains("route=\"/api/events/{id}\",status=\"2xx\",le=\"+Inf\"} 2")
                .doesNotContain("/nowhere")
                .doesNotContain(Samples.id(draft));
    }

    @Test
    void the_java_machine_is_told_too() {
        assertThat(metrics())
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("jvm_threads_current ")
                .contains("process_start_time_seconds ");
    }

    @Test
    void other_sources_are_told_and_one_that_fails_is_named() {
        assertThat(metrics())
                .contains("tea_cups{kind=\"green\"} 3.0")
                .contains("tea_sips_total 41.0")
                .contains("ticketing_metrics_source_up{source=\"tea\"} 1.0")
                .contains("ticketing_metrics_source_up{source=\"coffee\"} 0.0");
    }

    @Test
    void a_source_that_hangs_holds_nobody_up_for_long() {
        try (TestServer hung =
                TestServer.startMonitored(
                        Map.of(
                                "slow",
                                () -> {
                                    awaitEnd();
                                    return List.of();
                                }))) {
            Client client = new Client(hung.server.metricsPort().orElseThrow());
            String down = "ticketing_metrics_source_up{source=\"slow\"} 0.0";

            assertThat(client.get("/metrics").has(200).text()).contains(down);
            assertThat(client.get("/metrics").has(200).text()).contains(down);

            hanging.countDown();
            Eventually.isTrue(() -> !client.get("/metrics").has(200).text().contains(down));
        }
    }

    private void awaitEnd() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
