package dev.ticketing.core.show;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that an organizer says about a show.
 *
 * @param holdTime how long seats are kept for a buyer, 30 s to an hour
 */
public record ShowDetails(
        String title,
        String description,
        Instant startsAt,
        Instant endsAt,
        ZoneId timezone,
        Venue venue,
        Currency currency,
        List<Section> sections,
        List<Tier> tiers,
        int maxTicketsPerReservation,
        Duration holdTime,
        RefundPolicy refundPolicy) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 5_000;
    public static final int MAX_SECTIONS = 200;
    public static final int MAX_TIERS = 500;
    public static final int MAX_TICKETS_PER_RESERVATION = 100;
    public static final int DEFAULT_TICKETS_PER_RESERVATION = 8;
    public static final Duration MIN_HOLD_TIME = Duration.ofSeconds(30);
    public static final Duration MAX_HOLD_TIME = Duration.ofHours(1);
    public static final Duration DEFAULT_HOLD_TIME = Duration.ofMinutes(5);

    public ShowDetails {
        sections = List.copyOf(sections);
        tiers = List.copyOf(tiers);
        requireText("title", title, 1, MAX_TITLE);
        requireText("description", description, 0, MAX_DESCRIPTION);
        requireRange("sections", sections.size(), MAX_SECTIONS);
        requireRange("tiers", tiers.size(), MAX_TIERS);
        requireRange("maxTickets", maxTicketsPerReservation, MAX_TICKETS_PER_RESERVATION);
        if (!endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("endsAt: " + endsAt);
        }
        if (holdTime.compareTo(MIN_HOLD_TIME) < 0 || holdTime.compareTo(MAX_HOLD_TIME) > 0) {
            throw new IllegalArgumentException("holdTime: " + holdTime);
        }
        requireConsistentTiers(sections, tiers, currency);
    }

    /**
     * Without a description, in the currency of its prices, and with the defaults for the rest.
     *
     * @param tiers at least one
     */
    public static ShowDetails of(
            String title,
            Instant startsAt,
            Instant endsAt,
            ZoneId timezone,
            Venue venue,
            List<Section> sections,
            List<Tier> tiers) {
        requireRange("tiers", tiers.size(), MAX_TIERS);
        return new ShowDetails(
                title,
                "",
                startsAt,
                endsAt,
                timezone,
                venue,
                tiers.getFirst().price().currency(),
                sections,
                tiers,
                DEFAULT_TICKETS_PER_RESERVATION,
                DEFAULT_HOLD_TIME,
                RefundPolicy.DEFAULT);
    }

    private static void requireText(String what, String text, int min, int max) {
        if (text.strip().length() < min || text.length() > max) {
            throw new IllegalArgumentException(what + " of " + text.length() + " characters");
        }
    }

    private static void requireRange(String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }

    private static void requireConsistentTiers(
            List<Section> sections, List<Tier> tiers, Currency currency) {
        Set<SectionId> sectionIds = new HashSet<>();
        for (Section section : sections) {
            if (!sectionIds.add(section.id())) {
                throw new IllegalArgumentException("section twice: " + section.id());
            }
        }
        Set<TierId> tierIds = new HashSet<>();
        for (Tier tier : tiers) {
            if (!tierIds.add(tier.id())) {
                throw new IllegalArgumentException("tier twice: " + tier.id());
            }
            if (!sectionIds.contains(tier.section())) {
                throw new IllegalArgumentException("tier of no section: " + tier.id());
            }
            if (!tier.price().currency().equals(currency)) {
                throw new IllegalArgumentException("tier in another currency: " + tier.id());
            }
        }
    }

    public Optional<Section> section(SectionId id) {
        return sections.stream().filter(section -> section.id().equals(id)).findFirst();
    }

    public Optional<Tier> tier(TierId id) {
        return tiers.stream().filter(tier -> tier.id().equals(id)).findFirst();
    }

    /** The cheapest tier of a section that is open at an instant; the first named among equals. */
    public Optional<Tier> cheapestOpenTier(SectionId section, Instant now) {
        return tiers.stream()
                .filter(tier -> tier.section().equals(section) && tier.isOpenAt(now))
                .min(Comparator.comparingLong(tier -> tier.price().amount()));
    }
}
