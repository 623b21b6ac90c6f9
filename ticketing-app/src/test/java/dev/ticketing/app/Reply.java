package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.core.show.SeatLabel;

import java.util.List;

/** An answer over HTTP. */
record Reply(int status, JsonNode json) {

    Reply has(int expected) {
        assertThat(status).as(json::toString).isEqualTo(expected);
        return this;
    }

    /** What went wrong; empty if nothing did. */
    String code() {
        return json.path("code").asText("");
    }

    /** The seats it names; none if it names none. */
    List<SeatLabel> seats() {
        return json.path("seats").valueStream().map(seat -> new SeatLabel(seat.asText())).toList();
    }

    String id() {
        return text("id");
    }

    String text(String field) {
        return json.path(field).asText("");
    }
}
