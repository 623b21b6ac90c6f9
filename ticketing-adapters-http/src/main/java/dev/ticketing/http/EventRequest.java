package dev.ticketing.http;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What an organizer sends; anything may be missing until {@link EventForm} has looked at it. */
record EventRequest(
        @Nullable String title,
        @Nullable String description,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String timezone,
        @Nullable VenueRequest venue,
        @Nullable String currency,
        @Nullable List<@Nullable SectionRequest> sections,
        @Nullable List<@Nullable TierRequest> tiers,
        @Nullable Integer maxTicketsPerReservation,
        @Nullable Integer holdSeconds,
        @Nullable List<@Nullable StepRequest> refundPolicy) {

    static final String GENERAL = "GENERAL";
    static final String NUMBERED = "NUMBERED";

    record VenueRequest(@Nullable String name, @Nullable String address) {}

    record SectionRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable Integer capacity,
            @Nullable String seating,
            @Nullable List<@Nullable String> seats) {}

    record TierRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String sectionId,
            @Nullable PriceRequest price,
            @Nullable String availableFrom,
            @Nullable String availableUntil) {}

    record PriceRequest(@Nullable Long amount, @Nullable String currency) {}

    record StepRequest(@Nullable Integer untilHoursBefore, @Nullable Integer percent) {}
}
