package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A show on sale: a section of places that are all alike, and one of numbered seats. */
record Hall(ShowId show, Caller owner, int places, List<SeatLabel> seats) {

    static final SectionId STALLS = new SectionId("stalls");
    static final SectionId CIRCLE = new SectionId("circle");
    static final int MOST_PER_RESERVATION = 8;

    private static final TierId EARLY = new TierId("early");
    private static final TierId LATE = new TierId("late");
    private static final TierId BEST = new TierId("best");

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int SEATS_A_ROW = 10;

    Hall {
        seats = List.copyOf(seats);
    }

    /** One of up to 500 places and seats, with prices that change while it is sold. */
    static Plan plan(SimulatedWorld world) {
        Chance chance = world.chance();
        int capacity = chance.spread(1, 500);
        int places = Math.max(1, chance.between(capacity / 4, capacity));
        List<SeatLabel> seats = labels(Math.max(1, capacity - places));
        Caller owner = world.newPerson();
        return new Plan(owner, places, seats, details(chance, world.now(), places, seats));
    }

    /** On sale before anything goes wrong. */
    static Hall onSale(SimulatedWorld world) {
        Plan plan = plan(world);
        Caller owner = plan.owner;
        ShowId show =
                world.done(server -> server.shows().create(world.by(owner), plan.details))
                        .facts()
                        .id();
        world.done(server -> server.shows().publish(world.by(owner), show));
        world.done(server -> server.shows().openSales(world.by(owner), show));
        return plan.madeAs(show);
    }

    /** A show that somebody wants to sell. */
    record Plan(Caller owner, int places, List<SeatLabel> seats, ShowDetails details) {

        Plan {
            seats = List.copyOf(seats);
        }

        Hall madeAs(ShowId show) {
            return new Hall(show, owner, places, seats);
        }

        /** With another limit, hold time and refund policy. */
        ShowDetails changed(Chance chance) {
            return revised(
                    details,
                    details.description(),
                    chance.between(1, MOST_PER_RESERVATION),
                    holdTime(chance),
                    refundPolicy(chance));
        }
    }

    private static List<SeatLabel> labels(int count) {
        List<SeatLabel> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(new SeatLabel(i / SEATS_A_ROW + "-" + i % SEATS_A_ROW));
        }
        return labels;
    }

    private static ShowDetails details(
            Chance chance, Instant now, int places, List<SeatLabel> seats) {
        Instant starts = now.plus(Duration.ofHours(chance.spread(1, 400)));
        Instant change = now.plus(chance.below(Duration.ofMinutes(1))).plusSeconds(1);
        return new ShowDetails(
                "The Tempest",
                "A storm, and what came of it.",
                starts,
                starts.plus(Duration.ofHours(3)),
                ZoneId.of("Europe/Berlin"),
                new Venue("Globe", "Bankside 21"),
                EURO,
                List.of(
                        new Section(STALLS, "Stalls", new Seating.General(places)),
                        new Section(CIRCLE, "Circle", new Seating.Numbered(seats))),
                List.of(
                        tier(EARLY, STALLS, 40, null, change),
                        tier(LATE, STALLS, 55, change, null),
                        tier(BEST, CIRCLE, 80, null, null)),
                MOST_PER_RESERVATION,
                holdTime(chance),
                refundPolicy(chance));
    }

    /** The same show, at the same time and with the same places and prices. */
    static ShowDetails revised(
            ShowDetails details,
            String description,
            int mostPerReservation,
            Duration holdTime,
            RefundPolicy refundPolicy) {
        return new ShowDetails(
                details.title(),
                description,
                details.startsAt(),
                details.endsAt(),
                details.timezone(),
                details.venue(),
                details.currency(),
                details.sections(),
                details.tiers(),
                mostPerReservation,
                holdTime,
                refundPolicy);
    }

    private static Duration holdTime(Chance chance) {
        return Duration.ofSeconds(chance.spread(30, 45));
    }

    private static RefundPolicy refundPolicy(Chance chance) {
        return chance.happens(0.7) ? RefundPolicy.DEFAULT : new RefundPolicy(List.of());
    }

    private static Tier tier(
            TierId id,
            SectionId section,
            long euros,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new Tier(id, id.value(), section, new Money(euros * 100, EURO), from, until);
    }

    /** Mostly the cheapest; now and then one that is not open, or of the other section. */
    Optional<TierId> somePrice(Chance chance) {
        return chance.happens(0.9)
                ? Optional.empty()
                : Optional.of(chance.oneOf(List.of(EARLY, LATE, BEST)));
    }

    /** So many seats of the circle, each another one. */
    Places someSeats(Chance chance, int count) {
        int first = chance.below(seats.size());
        int many = Math.min(count, seats.size());
        int step = seats.size() > 2 * many ? 1 + chance.below(2) : 1;
        List<SeatLabel> chosen = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            chosen.add(seats.get((first + i * step) % seats.size()));
        }
        return new Places.Seats(chosen.stream().distinct().toList());
    }
}
