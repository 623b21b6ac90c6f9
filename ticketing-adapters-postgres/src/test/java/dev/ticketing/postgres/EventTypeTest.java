package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A type in its third version: first without a message, then with one of another name. */
class EventTypeTest {

    private static final Instant AT = Instant.EPOCH;

    private final List<String> seen = new ArrayList<>();

    private final EventType<PaymentFailed> type =
            EventType.later(
                    "payment-failed",
                    List.of(this::withText, this::withMessage),
                    PaymentFailed.class,
                    (event, out) ->
                            out.text("code", event.code())
                                    .text("message", event.message())
                                    .instant("at", event.at()),
                    in -> new PaymentFailed(in.text("code"), in.text("message"), in.instant("at")));

    private ObjectNode withText(ObjectNode first) {
        seen.add("1: " + first);
        return first.put("text", "unknown");
    }

    private ObjectNode withMessage(ObjectNode second) {
        seen.add("2: " + second);
        second.set("message", second.remove("text"));
        return second;
    }

    @Test
    void the_version_that_is_written_is_the_one_after_all_upcasters() {
        PaymentFailed failed = new PaymentFailed("declined", "Sorry.", AT);

        assertThat(type.schemaVersion()).isEqualTo(3);
        assertThat(type.read(3, type.write(failed))).isEqualTo(failed);
    }

    @Test
    void the_version_that_is_written_meets_no_upcaster_when_it_is_read() {
        type.read(3, type.write(new PaymentFailed("declined", "Sorry.", AT)));

        assertThat(seen).isEmpty();
    }

    @Test
    void the_oldest_version_goes_through_all_upcasters_in_their_order() {
        assertThat(type.read(1, "{\"code\":\"declined\",\"at\":\"1970-01-01T00:00:00Z\"}"))
                .isEqualTo(new PaymentFailed("declined", "unknown", AT));

        assertThat(seen)
                .containsExactly(
                        "1: {\"code\":\"declined\",\"at\":\"1970-01-01T00:00:00Z\"}",
                        "2: {\"code\":\"declined\",\"at\":\"1970-01-01T00:00:00Z\","
                                + "\"text\":\"unknown\"}");
    }

    @Test
    void a_version_in_between_meets_only_what_came_after_it() {
        String second = "{\"code\":\"declined\",\"at\":\"1970-01-01T00:00:00Z\",\"text\":\"No.\"}";

        assertThat(type.read(2, second)).isEqualTo(new PaymentFailed("declined", "No.", AT));

        assertThat(seen).containsExactly("2: " + second);
    }

    @Test
    void an_older_payload_is_judged_as_strictly_as_one_of_today() {
        for (String payload : List.of("", "{", "[]", "null", "{}", "{\"by\": \"me\"}")) {
            assertThatThrownBy(() -> type.read(1, payload))
                    .as(payload)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_version_that_never_was_is_refused() {
        for (int version : List.of(-1, 0, 4)) {
            assertThatThrownBy(() -> type.read(version, "{}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "unknown version: " + version + " of payment-failed, known up to 3");
        }
    }
}
