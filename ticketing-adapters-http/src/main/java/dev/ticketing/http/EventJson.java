package dev.ticketing.http;

import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** A show as users see it. */
record EventJson(
        String id,
        String ownerId,
        String title,
        String description,
        String startsAt,
        String endsAt,
        String timezone,
        Venue venue,
        String status,
        String currency,
        List<SectionJson> sections,
        List<TierJson> tiers,
        int maxTicketsPerReservation,
        long holdSeconds,
        List<Step> refundPolicy,
        long version,
        String createdAt,
        String updatedAt) {

    record Venue(String name, String address) {}

    record Step(int untilHoursBefore, int percent) {

        static Step of(RefundPolicy.Step step) {
            return new Step(step.untilHoursBefore(), step.percent());
        }
    }

    record SectionJson(
            String id, String name, int capacity, String seating, @Nullable List<String> seats) {

        static SectionJson of(Section section) {
            List<String> seats =
                    switch (section.seating()) {
                        case Seating.General general -> null;
                        case Seating.Numbered numbered ->
                                numbered.seats().stream().map(SeatLabel::value).toList();
                    };
            return new SectionJson(
                    section.id().value(),
                    section.name(),
                    section.seating().capacity(),
                    seats == null ? EventRequest.GENERAL : EventRequest.NUMBERED,
                    seats);
        }
    }

    record TierJson(
            String id,
            String name,
            String sectionId,
            MoneyJson price,
            @Nullable String availableFrom,
            @Nullable String availableUntil) {

        static TierJson of(Tier tier) {
            return new TierJson(
                    tier.id().value(),
                    tier.name(),
                    tier.section().value(),
                    MoneyJson.of(tier.price()),
                    tier.from().map(Instant::toString).orElse(null),
                    tier.until().map(Instant::toString).orElse(null));
        }
    }

    static EventJson of(Show.Existing show, Version version) {
        Show.Facts facts = show.facts();
        ShowDetails details = facts.details();
        return new EventJson(
                facts.id().toString(),
                facts.owner().toString(),
                details.title(),
                details.description(),
                details.startsAt().toString(),
                details.endsAt().toString(),
                details.timezone().getId(),
                new Venue(details.venue().name(), details.venue().address()),
                show.stage().name(),
                details.currency().getCurrencyCode(),
                details.sections().stream().map(SectionJson::of).toList(),
                details.tiers().stream().map(TierJson::of).toList(),
                details.maxTicketsPerReservation(),
                details.holdTime().toSeconds(),
                details.refundPolicy().steps().stream().map(Step::of).toList(),
                version.value(),
                facts.createdAt().toString(),
                facts.updatedAt().toString());
    }
}
