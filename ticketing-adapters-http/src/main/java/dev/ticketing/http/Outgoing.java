package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.live.Message;
import dev.ticketing.core.live.Message.PaymentChanged;
import dev.ticketing.core.live.Message.PlacesChanged;
import dev.ticketing.core.live.Message.ReservationChanged;

import io.helidon.websocket.WsCloseCodes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a live connection has to send. */
sealed interface Outgoing {

    /** A later one of the same key makes this one useless. */
    String key();

    /**
     * A message, encoded once for all who get it.
     *
     * @param json for WebSockets
     * @param event for Server-Sent Events; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // Copies would defeat the purpose.
    record News(String key, String json, byte[] event) implements Outgoing {

        static News of(Message message) {
            byte[] json = Json.write((JsonGenerator out) -> write(message, out));
            String position = position(message);
            String key =
                    switch (message) {
                        case PlacesChanged places -> places.section().value();
                        // Nobody is to miss a step: each is of use by itself.
                        case ReservationChanged reservation ->
                                position
                                        + "/"
                                        + reservation.reservation()
                                        + "/"
                                        + reservation.status();
                        case PaymentChanged payment -> position + "/" + payment.payment();
                    };
            return new News(
                    key,
                    new String(json, StandardCharsets.UTF_8),
                    event("availability", position, json));
        }

        /** What is wrong with what somebody sent. */
        static News error(ProblemCode code, String message) {
            byte[] json =
                    Json.write(
                            (JsonGenerator out) -> {
                                out.writeStartObject();
                                out.writeStringField("type", "error");
                                out.writeStringField("code", code.name());
                                out.writeStringField("message", message);
                                out.writeEndObject();
                            });
            return new News(" error", new String(json, StandardCharsets.UTF_8), new byte[0]);
        }

        private static String position(Message message) {
            return Long.toString(message.position().value());
        }

        private static byte[] event(String name, String id, byte[] json) {
            String head = "event: " + name + "\nid: " + id + "\ndata: ";
            ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + json.length + 2);
            out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(json);
            out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
            return out.toByteArray();
        }

        private static void write(Message message, JsonGenerator out) throws IOException {
            out.writeStartObject();
            switch (message) {
                case PlacesChanged places -> write(places, out);
                case ReservationChanged reservation -> {
                    out.writeStringField("type", "reservation");
                    out.writeStringField("reservationId", reservation.reservation().toString());
                    out.writeStringField("status", reservation.status().name());
                }
                case PaymentChanged payment -> {
                    out.writeStringField("type", "payment");
                    out.writeStringField("paymentId", payment.payment().toString());
                    out.writeStringField("reservationId", payment.reservation().toString());
                    out.writeStringField("status", payment.status().name());
                }
            }
            out.writeStringField("position", position(message));
            out.writeEndObject();
        }

        private static void write(PlacesChanged message, JsonGenerator out) throws IOException {
            Availability places = message.places();
            out.writeStringField("type", "availability");
            out.writeStringField("eventId", message.show().toString());
            out.writeStringField("sectionId", message.section().value());
            out.writeNumberField("capacity", places.capacity());
            out.writeNumberField("held", places.held());
            out.writeNumberField("sold", places.sold());
            out.writeNumberField("blocked", places.blocked());
            out.writeNumberField("available", places.available());
        }
    }

    /** Nothing but a sign of life. */
    record Beat() implements Outgoing {
        @Override
        public String key() {
            return " beat";
        }
    }

    /**
     * The last of a connection.
     *
     * @param code as WebSockets know it (RFC 6455, 7.4.1)
     * @param words what is said before, if anything
     */
    record Goodbye(int code, String reason, Optional<News> words) implements Outgoing {

        static final Goodbye SERVER_STOPS =
                new Goodbye(WsCloseCodes.GOING_AWAY, "the server stops", Optional.empty());
        static final Goodbye TOO_SLOW =
                new Goodbye(WsCloseCodes.TRY_AGAIN_LATER, "too slow", Optional.empty());
        static final Goodbye PROTOCOL_ERROR =
                new Goodbye(WsCloseCodes.PROTOCOL_ERROR, "no such frame", Optional.empty());
        static final Goodbye TOO_MANY_MESSAGES =
                new Goodbye(
                        WsCloseCodes.VIOLATED_POLICY,
                        "too many messages",
                        Optional.of(
                                News.error(
                                        ProblemCode.RATE_LIMITED,
                                        "At most "
                                                + LiveConnections.MAX_MESSAGES_PER_MINUTE
                                                + " messages a minute.")));

        @Override
        public String key() {
            return " goodbye";
        }
    }
}
