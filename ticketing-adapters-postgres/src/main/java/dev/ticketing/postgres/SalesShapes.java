package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.MONEY;

import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.sales.Breakdown;
import dev.ticketing.core.sales.GivenBack;
import dev.ticketing.core.sales.ReservationCounts;
import dev.ticketing.core.sales.Returns;
import dev.ticketing.core.sales.SalesPayment;
import dev.ticketing.core.sales.SalesReservation;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.SalesTicket;
import dev.ticketing.core.sales.Takings;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** What the rows of sales look like. */
final class SalesShapes {

    /** The takings of a part, by the part's name. */
    private record Part(String key, Takings takings) {}

    private static final Words<SalesReservation.Stage> STAGES =
            new Words<>(
                    Map.of(
                            SalesReservation.Stage.HELD, "HELD",
                            SalesReservation.Stage.CONFIRMED, "CONFIRMED",
                            SalesReservation.Stage.EXPIRED, "EXPIRED",
                            SalesReservation.Stage.CANCELLED, "CANCELLED",
                            SalesReservation.Stage.PAYMENT_FAILED, "PAYMENT_FAILED",
                            SalesReservation.Stage.REFUNDED, "REFUNDED"));

    private static final Shape<Part> PART =
            new Shape<>(
                    (part, out) ->
                            out.text("key", part.key)
                                    .object("revenue", part.takings.revenue(), MONEY)
                                    .object("refunded", part.takings.refunded(), MONEY)
                                    .number("ticketsSold", part.takings.ticketsSold()),
                    in ->
                            new Part(
                                    in.text("key"),
                                    new Takings(
                                            in.object("revenue", MONEY),
                                            in.object("refunded", MONEY),
                                            in.smallNumber("ticketsSold"))));

    private static final Shape<ReservationCounts> COUNTS =
            new Shape<>(
                    (counts, out) ->
                            out.number("held", counts.held())
                                    .number("confirmed", counts.confirmed())
                                    .number("expired", counts.expired())
                                    .number("cancelled", counts.cancelled())
                                    .number("refunded", counts.refunded()),
                    in ->
                            new ReservationCounts(
                                    in.number("held"),
                                    in.number("confirmed"),
                                    in.number("expired"),
                                    in.number("cancelled"),
                                    in.number("refunded")));

    private static final Shape<Returns> RETURNS =
            new Shape<>(
                    (returns, out) ->
                            out.number("open", returns.open()).number("late", returns.late()),
                    in -> new Returns(in.number("open"), in.number("late")));

    private static final Shape<GivenBack> GIVEN_BACK =
            new Shape<>(
                    (givenBack, out) ->
                            out.truth("isCancelled", givenBack.isCancelled())
                                    .number("reservations", givenBack.reservations())
                                    .object("refunded", givenBack.refunded(), MONEY),
                    in ->
                            new GivenBack(
                                    in.truth("isCancelled"),
                                    in.number("reservations"),
                                    in.object("refunded", MONEY)));

    static final Shape<SalesSheet> SHEET = new Shape<>(SalesShapes::write, SalesShapes::readSheet);

    static final Shape<Turnover> TURNOVER =
            new Shape<>(
                    (turnover, out) ->
                            out.object("revenue", turnover.revenue(), MONEY)
                                    .object("refunded", turnover.refunded(), MONEY),
                    in -> new Turnover(in.object("revenue", MONEY), in.object("refunded", MONEY)));

    private static final Shape<SalesReservation.Line> LINE =
            new Shape<>(
                    (line, out) ->
                            out.text("tier", line.tier().value())
                                    .number("quantity", line.quantity())
                                    .object("total", line.total(), MONEY),
                    in ->
                            new SalesReservation.Line(
                                    new TierId(in.text("tier")),
                                    in.smallNumber("quantity"),
                                    in.object("total", MONEY)));

    static final Shape<SalesReservation> RESERVATION =
            new Shape<>(
                    (reservation, out) ->
                            out.id("show", reservation.show().value())
                                    .text("section", reservation.section().value())
                                    .objects("lines", reservation.lines(), LINE)
                                    .text("stage", STAGES.of(reservation.stage())),
                    in ->
                            new SalesReservation(
                                    new ShowId(in.id("show")),
                                    new SectionId(in.text("section")),
                                    in.objects("lines", LINE),
                                    STAGES.parse(in.text("stage"))));

    private static final Shape<SalesPayment.Part> PAID_PART =
            new Shape<>(
                    (part, out) ->
                            out.text("tier", part.tier().value())
                                    .object("amount", part.amount(), MONEY)
                                    .object("refunded", part.refunded(), MONEY),
                    in ->
                            new SalesPayment.Part(
                                    new TierId(in.text("tier")),
                                    in.object("amount", MONEY),
                                    in.object("refunded", MONEY)));

    static final Shape<SalesPayment> PAYMENT =
            new Shape<>(
                    (payment, out) ->
                            out.id("show", payment.show().value())
                                    .text("section", payment.section().value())
                                    .objects("parts", payment.parts(), PAID_PART)
                                    .texts("late", sorted(payment.late()), UUID::toString)
                                    .texts(
                                            "ofCancellation",
                                            sorted(payment.ofCancellation()),
                                            UUID::toString),
                    in ->
                            new SalesPayment(
                                    new ShowId(in.id("show")),
                                    new SectionId(in.text("section")),
                                    in.objects("parts", PAID_PART),
                                    refunds(in, "late"),
                                    refunds(in, "ofCancellation")));

    static final Shape<SalesTicket> TICKET =
            new Shape<>(
                    (ticket, out) ->
                            out.id("show", ticket.show().value())
                                    .text("section", ticket.section().value())
                                    .text("tier", ticket.tier().value())
                                    .text("day", ticket.day().toString()),
                    in ->
                            new SalesTicket(
                                    new ShowId(in.id("show")),
                                    new SectionId(in.text("section")),
                                    new TierId(in.text("tier")),
                                    LocalDate.parse(in.text("day"))));

    private SalesShapes() {}

    private static Set<RefundId> refunds(JsonIn in, String field) {
        return Set.copyOf(in.texts(field, id -> new RefundId(UUID.fromString(id))));
    }

    /** In an order that is always the same. */
    private static List<UUID> sorted(Set<RefundId> refunds) {
        return refunds.stream().map(RefundId::value).sorted().toList();
    }

    private static void write(SalesSheet sheet, JsonOut out) throws IOException {
        out.text("currency", sheet.currency().getCurrencyCode())
                .text("timezone", sheet.timezone().getId())
                .object("reservations", sheet.reservations(), COUNTS)
                .object("returns", sheet.returns(), RETURNS)
                .object("givenBack", sheet.givenBack(), GIVEN_BACK)
                .objects("sections", parts(sheet.sections(), SectionId::value), PART)
                .objects("tiers", parts(sheet.tiers(), TierId::value), PART)
                .objects("days", parts(sheet.days(), LocalDate::toString), PART);
    }

    private static SalesSheet readSheet(JsonIn in) {
        return new SalesSheet(
                Currency.getInstance(in.text("currency")),
                ZoneId.of(in.text("timezone")),
                in.object("reservations", COUNTS),
                in.object("returns", RETURNS),
                in.object("givenBack", GIVEN_BACK),
                breakdown(in.objects("sections", PART), SectionId::new),
                breakdown(in.objects("tiers", PART), TierId::new),
                breakdown(in.objects("days", PART), LocalDate::parse));
    }

    private static <K extends Comparable<? super K>> List<Part> parts(
            Breakdown<K> breakdown, Function<K, String> written) {
        return breakdown.parts().entrySet().stream()
                .map(part -> new Part(written.apply(part.getKey()), part.getValue()))
                .toList();
    }

    private static <K extends Comparable<? super K>> Breakdown<K> breakdown(
            List<Part> parts, Function<String, K> read) {
        SortedMap<K, Takings> byKey = new TreeMap<>();
        parts.forEach(part -> byKey.put(read.apply(part.key), part.takings));
        return new Breakdown<>(byKey);
    }
}
