package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.MONEY;
import static dev.ticketing.postgres.ValueShapes.SEATING;

import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;

/** How all that an organizer says about a show is stored. */
final class ShowDetailsShape {

    private static final Shape<Venue> VENUE =
            new Shape<>(
                    (venue, out) -> out.text("name", venue.name()).text("address", venue.address()),
                    in -> new Venue(in.text("name"), in.text("address")));

    private static final Shape<Section> SECTION =
            new Shape<>(
                    (section, out) ->
                            out.text("id", section.id().value())
                                    .text("name", section.name())
                                    .object("seating", section.seating(), SEATING),
                    in ->
                            new Section(
                                    new SectionId(in.text("id")),
                                    in.text("name"),
                                    in.object("seating", SEATING)));

    private static final Shape<Tier> TIER =
            new Shape<>(
                    (tier, out) ->
                            out.text("id", tier.id().value())
                                    .text("name", tier.name())
                                    .text("section", tier.section().value())
                                    .object("price", tier.price(), MONEY)
                                    .instantIfAny("from", tier.fromOrNull())
                                    .instantIfAny("until", tier.untilOrNull()),
                    in ->
                            new Tier(
                                    new TierId(in.text("id")),
                                    in.text("name"),
                                    new SectionId(in.text("section")),
                                    in.object("price", MONEY),
                                    in.instantIfAny("from").orElse(null),
                                    in.instantIfAny("until").orElse(null)));

    private static final Shape<RefundPolicy.Step> STEP =
            new Shape<>(
                    (step, out) ->
                            out.number("untilHoursBefore", step.untilHoursBefore())
                                    .number("percent", step.percent()),
                    in ->
                            new RefundPolicy.Step(
                                    in.smallNumber("untilHoursBefore"), in.smallNumber("percent")));

    static final Shape<ShowDetails> DETAILS =
            new Shape<>(ShowDetailsShape::write, ShowDetailsShape::read);

    private ShowDetailsShape() {}

    private static void write(ShowDetails details, JsonOut out) throws IOException {
        out.text("title", details.title())
                .text("description", details.description())
                .instant("startsAt", details.startsAt())
                .instant("endsAt", details.endsAt())
                .text("timezone", details.timezone().getId())
                .object("venue", details.venue(), VENUE)
                .text("currency", details.currency().getCurrencyCode())
                .objects("sections", details.sections(), SECTION)
                .objects("tiers", details.tiers(), TIER)
                .number("maxTicketsPerReservation", details.maxTicketsPerReservation())
                .text("holdTime", details.holdTime().toString())
                .objects("refundPolicy", details.refundPolicy().steps(), STEP);
    }

    private static ShowDetails read(JsonIn in) {
        return new ShowDetails(
                in.text("title"),
                in.text("description"),
                in.instant("startsAt"),
                in.instant("endsAt"),
                ZoneId.of(in.text("timezone")),
                in.object("venue", VENUE),
                Currency.getInstance(in.text("currency")),
                in.objects("sections", SECTION),
                in.objects("tiers", TIER),
                in.smallNumber("maxTicketsPerReservation"),
                Duration.parse(in.text("holdTime")),
                new RefundPolicy(in.objects("refundPolicy", STEP)));
    }
}
