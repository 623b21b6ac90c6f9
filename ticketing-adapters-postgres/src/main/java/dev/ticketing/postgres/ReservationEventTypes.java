package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.MONEY;
import static dev.ticketing.postgres.ValueShapes.PLACES;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a reservation's events are stored. */
final class ReservationEventTypes {

    static final Words<Canceller> CANCELLERS =
            new Words<>(
                    Map.of(
                            Canceller.CUSTOMER, "CUSTOMER",
                            Canceller.ORGANIZER, "ORGANIZER"));

    private static final Shape<PriceLine> PRICE_LINE =
            new Shape<>(
                    (line, out) ->
                            out.text("tier", line.tier().value())
                                    .number("quantity", line.quantity())
                                    .object("unitPrice", line.unitPrice(), MONEY),
                    in ->
                            new PriceLine(
                                    new TierId(in.text("tier")),
                                    in.smallNumber("quantity"),
                                    in.object("unitPrice", MONEY)));

    static final Shape<Terms> TERMS =
            new Shape<>(ReservationEventTypes::write, ReservationEventTypes::readTerms);

    static final List<EventType<?>> ALL =
            List.of(
                    started(),
                    paymentStarted(),
                    paymentDeclined(),
                    paymentRefused(),
                    reseated(),
                    confirmed(),
                    expired(),
                    refunded(),
                    cancelled());

    private ReservationEventTypes() {}

    private static EventType<ReservationStarted> started() {
        return EventType.first(
                "reservation-started",
                ReservationStarted.class,
                (event, out) -> write(event.terms(), out),
                in -> new ReservationStarted(readTerms(in)));
    }

    private static void write(Terms terms, JsonOut out) throws IOException {
        out.id("reservation", terms.id().value())
                .id("show", terms.show().value())
                .text("section", terms.section().value())
                .id("customer", terms.customer().value())
                .object("places", terms.places(), PLACES)
                .objects("lines", terms.lines(), PRICE_LINE)
                .instant("startedAt", terms.startedAt())
                .instant("expiresAt", terms.expiresAt());
    }

    private static Terms readTerms(JsonIn in) {
        return new Terms(
                new ReservationId(in.id("reservation")),
                new ShowId(in.id("show")),
                new SectionId(in.text("section")),
                new UserId(in.id("customer")),
                in.object("places", PLACES),
                in.objects("lines", PRICE_LINE),
                in.instant("startedAt"),
                in.instant("expiresAt"));
    }

    private static EventType<ReservationPaymentStarted> paymentStarted() {
        return EventType.first(
                "reservation-payment-started",
                ReservationPaymentStarted.class,
                (event, out) ->
                        out.id("payment", event.payment().value()).instant("at", event.at()),
                in ->
                        new ReservationPaymentStarted(
                                new PaymentId(in.id("payment")), in.instant("at")));
    }

    private static EventType<ReservationPaymentDeclined> paymentDeclined() {
        return EventType.first(
                "reservation-payment-declined",
                ReservationPaymentDeclined.class,
                (event, out) ->
                        out.id("payment", event.payment().value()).instant("at", event.at()),
                in ->
                        new ReservationPaymentDeclined(
                                new PaymentId(in.id("payment")), in.instant("at")));
    }

    private static EventType<ReservationPaymentRefused> paymentRefused() {
        return EventType.first(
                "reservation-payment-refused",
                ReservationPaymentRefused.class,
                (event, out) ->
                        out.id("payment", event.payment().value()).instant("at", event.at()),
                in ->
                        new ReservationPaymentRefused(
                                new PaymentId(in.id("payment")), in.instant("at")));
    }

    private static EventType<ReservationReseated> reseated() {
        return EventType.first(
                "reservation-reseated",
                ReservationReseated.class,
                (event, out) ->
                        out.object("terms", event.terms(), TERMS)
                                .id("payment", event.payment().value())
                                .instant("at", event.at()),
                in ->
                        new ReservationReseated(
                                in.object("terms", TERMS),
                                new PaymentId(in.id("payment")),
                                in.instant("at")));
    }

    private static EventType<ReservationRefunded> refunded() {
        return EventType.first(
                "reservation-refunded",
                ReservationRefunded.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new ReservationRefunded(in.instant("at")));
    }

    private static EventType<ReservationConfirmed> confirmed() {
        return EventType.first(
                "reservation-confirmed",
                ReservationConfirmed.class,
                (event, out) ->
                        out.id("payment", event.payment().value())
                                .texts("tickets", event.tickets(), TicketId::toString)
                                .instant("at", event.at()),
                in ->
                        new ReservationConfirmed(
                                new PaymentId(in.id("payment")),
                                in.texts("tickets", id -> new TicketId(UUID.fromString(id))),
                                in.instant("at")));
    }

    private static EventType<ReservationExpired> expired() {
        return EventType.first(
                "reservation-expired",
                ReservationExpired.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new ReservationExpired(in.instant("at")));
    }

    private static EventType<ReservationCancelled> cancelled() {
        return EventType.first(
                "reservation-cancelled",
                ReservationCancelled.class,
                (event, out) -> out.text("by", CANCELLERS.of(event.by())).instant("at", event.at()),
                in -> new ReservationCancelled(CANCELLERS.parse(in.text("by")), in.instant("at")));
    }
}
