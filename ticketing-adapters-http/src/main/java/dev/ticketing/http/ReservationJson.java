package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A reservation as users see it, written token by token. */
final class ReservationJson {

    private ReservationJson() {}

    /**
     * @param now decides whether the hold's time is over
     */
    static byte[] write(Reservation.Started reservation, Version version, Instant now) {
        return Json.write((JsonGenerator out) -> write(reservation, version, now, out));
    }

    /**
     * A page.
     *
     * @param found in order; if there are more than the limit there is another page
     */
    static byte[] write(List<ReservationRow> found, int limit, Instant now) {
        List<ReservationRow> page = found.subList(0, Math.min(found.size(), limit));
        return Json.write(
                (JsonGenerator out) -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (ReservationRow row : page) {
                        write(row.reservation(), row.version(), now, out);
                    }
                    out.writeEndArray();
                    out.writeStringField(
                            "nextCursor",
                            found.size() > limit
                                    ? Paging.cursor(
                                            page.getLast().reservation().terms().id().value())
                                    : null);
                    out.writeEndObject();
                });
    }

    private static void write(
            Reservation.Started reservation, Version version, Instant now, JsonGenerator out)
            throws IOException {
        Terms terms = reservation.terms();
        out.writeStartObject();
        out.writeStringField("id", terms.id().toString());
        out.writeStringField("eventId", terms.show().toString());
        out.writeStringField("customerId", terms.customer().toString());
        out.writeStringField("sectionId", terms.section().value());
        out.writeNumberField("quantity", terms.places().quantity());
        out.writeArrayFieldStart("seats");
        for (SeatLabel seat : terms.places().seats()) {
            out.writeString(seat.value());
        }
        out.writeEndArray();
        writePrice(terms, out);
        out.writeStringField("status", Reservation.statusAt(reservation, now).name());
        out.writeStringField("expiresAt", terms.expiresAt().toString());
        out.writeStringField("createdAt", terms.startedAt().toString());
        if (reservation.payment().isPresent()) {
            out.writeStringField("paymentId", reservation.payment().get().toString());
        }
        out.writeArrayFieldStart("ticketIds");
        for (TicketId ticket : reservation.tickets()) {
            out.writeString(ticket.toString());
        }
        out.writeEndArray();
        out.writeNumberField("version", version.value());
        out.writeEndObject();
    }

    private static void writePrice(Terms terms, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("lines");
        for (PriceLine line : terms.lines()) {
            out.writeStartObject();
            out.writeStringField("tierId", line.tier().value());
            out.writeNumberField("quantity", line.quantity());
            write("unitPrice", line.unitPrice(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        write("total", terms.total(), out);
    }

    private static void write(String name, Money money, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("amount", money.amount());
        out.writeStringField("currency", money.currency().getCurrencyCode());
        out.writeEndObject();
    }

    /** The version, and whether time has changed the rest without one. */
    static String eTag(Reservation.Started reservation, Version version, Instant now) {
        boolean overUnrecorded =
                Reservation.statusAt(reservation, now) == Status.EXPIRED
                        && !(reservation instanceof Reservation.Expired);
        return version.value() + (overUnrecorded ? "-expired" : "");
    }
}
