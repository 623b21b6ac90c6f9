package dev.ticketing.app;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.history.Wish;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What {@link Shoppers} may want of one event: each wish with the request that asks for it. Made
 * once, for there are millions of requests.
 */
record Goods(String event, List<Wanted> wanted) {

    private static final SectionId GENERAL = new SectionId("ga");
    private static final SectionId NUMBERED = new SectionId("stalls");

    Goods {
        wanted = List.copyOf(wanted);
    }

    /** A wish, and the body of a request. */
    record Wanted(Wish.Hold wish, String body) {}

    /** An event with one section of general admission, on sale. */
    static Goods general(Person organizer, int holdSeconds, int capacity) {
        String event =
                organizer.openSales(holdSeconds, NewSection.general(GENERAL.value(), capacity));
        List<Wanted> wanted = new ArrayList<>();
        for (int quantity = 1; quantity <= 3; quantity++) {
            wanted.add(
                    new Wanted(
                            new Wish.Hold(show(event), GENERAL, new Places.Count(quantity)),
                            Person.places(event, GENERAL.value(), quantity).toString()));
        }
        return new Goods(event, wanted);
    }

    /** An event with one section of numbered seats, on sale: buyers want one or two of them. */
    static Goods numbered(Person organizer, int holdSeconds, int seats) {
        List<String> labels = IntStream.rangeClosed(1, seats).mapToObj(i -> "A-" + i).toList();
        String event =
                organizer.openSales(holdSeconds, NewSection.numbered(NUMBERED.value(), labels));
        List<Wanted> wanted = new ArrayList<>();
        for (int first = 0; first < seats; first++) {
            for (int last = first + 1; last <= Math.min(first + 2, seats); last++) {
                List<String> some = labels.subList(first, last);
                List<SeatLabel> places = some.stream().map(SeatLabel::new).toList();
                wanted.add(
                        new Wanted(
                                new Wish.Hold(show(event), NUMBERED, new Places.Seats(places)),
                                Person.seats(event, NUMBERED.value(), some).toString()));
            }
        }
        return new Goods(event, wanted);
    }

    private static ShowId show(String event) {
        return new ShowId(UUID.fromString(event));
    }
}
