package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sound log, and what is found when one thing in it is made wrong. */
class LogInvariantsTest {

    private final World world = new World();
    private final ShowId show = world.onSale();

    /** A sale of two places, the cancellation of it, a hold of two seats, a late payment. */
    private List<RecordedEvent> sound = List.of();

    @BeforeEach
    void sells_and_refunds() {
        ReservationId bought = world.confirmed(show, World.places(2));
        world.done(world.cancel(world.customer, bought));
        world.held(show, World.seats("A-1", "A-2"));
        ReservationId late = world.held(show, World.places(8));
        world.provider.meanwhile(() -> world.done(world.cancel(world.customer, late)));
        world.done(world.pay(late));
        world.machine.run();
        sound = world.recorded();
    }

    /** The log with the events of a type changed. */
    private <E extends DomainEvent> List<RecordedEvent> with(
            Class<E> type, UnaryOperator<E> change) {
        List<RecordedEvent> changed = new ArrayList<>();
        for (RecordedEvent one : sound) {
            changed.add(
                    type.isInstance(one.event())
                            ? withEvent(one, change.apply(type.cast(one.event())))
                            : one);
        }
        return changed;
    }

    private List<RecordedEvent> without(Class<? extends DomainEvent> type) {
        List<RecordedEvent> left =
                sound.stream().filter(one -> !type.isInstance(one.event())).toList();
        assertThat(left).hasSizeLessThan(sound.size());
        return renumbered(left);
    }

    /** The first event of the type stands twice, side by side. */
    private List<RecordedEvent> twice(Class<? extends DomainEvent> type) {
        List<RecordedEvent> more = new ArrayList<>();
        boolean done = false;
        for (RecordedEvent one : sound) {
            more.add(one);
            if (!done && type.isInstance(one.event())) {
                more.add(one);
                done = true;
            }
        }
        assertThat(done).isTrue();
        return renumbered(more);
    }

    private static List<RecordedEvent> renumbered(List<RecordedEvent> events) {
        List<RecordedEvent> numbered = new ArrayList<>();
        Map<Object, Integer> versions = new HashMap<>();
        for (RecordedEvent one : events) {
            int version = versions.merge(one.stream(), 1, Integer::sum);
            numbered.add(at(one, numbered.size() + 1, version));
        }
        return numbered;
    }

    private static RecordedEvent at(RecordedEvent one, long position, long version) {
        return new RecordedEvent(
                new Position(position),
                one.stream(),
                new Version(version),
                one.eventId(),
                one.recordedAt(),
                one.command(),
                one.metadata(),
                one.event());
    }

    private static RecordedEvent withEvent(RecordedEvent one, DomainEvent event) {
        return new RecordedEvent(
                one.position(),
                one.stream(),
                one.version(),
                one.eventId(),
                one.recordedAt(),
                one.command(),
                one.metadata(),
                event);
    }

    private static void assertFinds(String sentence, List<RecordedEvent> log) {
        assertThat(LogInvariants.violationsIn(log))
                .extracting(Violation::sentence)
                .anyMatch(found -> found.matches(sentence));
    }

    @Test
    void finds_nothing_in_a_sound_log_or_in_none() {
        assertThat(LogInvariants.violationsIn(sound)).isEmpty();
        assertThat(LogInvariants.violationsIn(List.of())).isEmpty();
        assertThat(new LogInvariants().finish()).isEmpty();
    }

    @Test
    void says_where_it_is() {
        List<RecordedEvent> log =
                with(SeatsSold.class, sold -> new SeatsSold(sold.reservation(), World.places(3)));
        Position at =
                log.stream()
                        .filter(one -> one.event() instanceof SeatsSold)
                        .findFirst()
                        .orElseThrow()
                        .position();

        assertThat(LogInvariants.violationsIn(log))
                .first()
                .extracting(Violation::position)
                .isEqualTo(at);
    }

    @Test
    void finds_a_missing_position() {
        List<RecordedEvent> log = new ArrayList<>(sound);
        log.removeFirst();

        assertFinds("Position 0 is followed by another than the next.", log);
    }

    @Test
    void finds_a_version_that_is_missing_or_stands_twice() {
        RecordedEvent first = sound.getFirst();

        assertFinds("Version 0 of show/.* is followed by 2.", List.of(at(first, 1, 2)));
        assertFinds("Version 1 of show/.* is followed by 1.", List.of(first, at(first, 2, 1)));
    }

    @Test
    void finds_a_command_whose_events_are_torn_apart() {
        List<RecordedEvent> log = new ArrayList<>(sound);
        CommandId first = log.getFirst().command();
        RecordedEvent last = log.removeLast();
        log.add(
                new RecordedEvent(
                        last.position(),
                        last.stream(),
                        last.version(),
                        last.eventId(),
                        last.recordedAt(),
                        first,
                        last.metadata(),
                        last.event()));

        assertFinds("Command .* goes on after a break.", log);
    }

    @Test
    void finds_more_places_than_there_are() {
        assertFinds(
                "11 places of inventory/.*/stalls are taken of 10",
                with(SeatsHeld.class, held -> withQuantity(held, 8, 11)));
        assertThat(
                        LogInvariants.violationsIn(
                                with(SeatsHeld.class, held -> withQuantity(held, 8, 10))))
                .extracting(Violation::sentence)
                .as("all of them is not too many")
                .noneMatch(found -> found.contains("are taken of"));
    }

    private static SeatsHeld withQuantity(SeatsHeld held, int from, int to) {
        Places places = held.places().equals(World.places(from)) ? World.places(to) : held.places();
        return new SeatsHeld(held.reservation(), places, held.expiresAt());
    }

    @Test
    void finds_a_seat_with_two_holders() {
        SeatsHeld seats =
                world.recorded(SeatsHeld.class).stream()
                        .filter(held -> !held.places().seats().isEmpty())
                        .findFirst()
                        .orElseThrow();
        List<RecordedEvent> log = new ArrayList<>(sound);
        RecordedEvent original =
                log.stream().filter(one -> one.event().equals(seats)).findFirst().orElseThrow();
        log.add(
                withEvent(
                        original,
                        new SeatsHeld(
                                new ReservationId(world.newId()),
                                World.seats("A-2", "A-3"),
                                seats.expiresAt())));

        assertFinds("Seat A-2 has two holders: also .*", renumbered(log));
    }

    @Test
    void finds_a_reservation_that_is_given_places_twice() {
        assertFinds("Reservation .* is given places twice.", twice(SeatsHeld.class));
    }

    @Test
    void finds_places_that_are_given_back_twice_or_never_were_given() {
        assertFinds("Reservation .* gives back what it does not have.", twice(SeatsReleased.class));
        assertFinds(
                "Reservation .* gives back what it does not have.",
                with(
                        SeatsReleased.class,
                        released ->
                                new SeatsReleased(
                                        released.reservation(),
                                        World.places(1),
                                        ReleaseReason.EXPIRED)));
    }

    @Test
    void finds_places_that_are_sold_without_having_been_held() {
        assertFinds("Reservation .* buys what it does not hold.", twice(SeatsSold.class));
    }

    @Test
    void finds_an_inventory_that_was_not_opened_or_twice() {
        assertFinds("inventory/.* changes before it is opened.", without(SectionOpened.class));
        assertFinds("inventory/.* is opened twice.", twice(SectionOpened.class));
    }

    @Test
    void finds_an_ended_reservation_that_keeps_its_places() {
        assertFinds("Reservation .* has ended and keeps its places.", without(SeatsReleased.class));
    }

    @Test
    void finds_a_reservation_without_its_places() {
        assertFinds("Reservation .* has not held its places.", without(SeatsHeld.class));
        assertFinds("Reservation .* has not bought its places.", without(SeatsSold.class));
    }

    @Test
    void finds_a_confirmation_without_a_capture() {
        assertFinds(
                "Reservation .* is confirmed without exactly its total.",
                without(PaymentCaptured.class));
    }

    @Test
    void finds_a_confirmation_for_another_amount() {
        assertFinds(
                "Reservation .* is confirmed without exactly its total.",
                with(PaymentRequested.class, LogInvariantsTest::aCentMore));
    }

    private static PaymentRequested aCentMore(PaymentRequested requested) {
        PaymentRequest r = requested.request();
        return new PaymentRequested(
                new PaymentRequest(
                        r.id(),
                        r.reservation(),
                        r.show(),
                        r.section(),
                        r.customer(),
                        World.euros(1).plus(r.amount()),
                        r.method(),
                        r.provider(),
                        r.requestedAt()));
    }

    @Test
    void finds_a_reservation_that_is_confirmed_twice() {
        assertFinds("Reservation .* is confirmed twice.", twice(ReservationConfirmed.class));
    }

    @Test
    void finds_a_payment_that_is_captured_twice_or_fails_after_it() {
        assertFinds("payment/.* is captured twice.", twice(PaymentCaptured.class));
        List<RecordedEvent> log = new ArrayList<>();
        for (RecordedEvent one : sound) {
            log.add(one);
            if (one.event() instanceof PaymentCaptured) {
                log.add(withEvent(one, new PaymentFailed("late", "", one.recordedAt())));
            }
        }

        assertFinds("payment/.* fails after it was captured.", renumbered(log));
    }

    @Test
    void finds_a_capture_for_nothing_that_does_not_go_back() {
        assertFinds(
                "payment/.* is captured for nothing and does not go back in full.",
                without(RefundRequested.class));
    }

    @Test
    void finds_a_capture_for_nothing_of_which_too_little_goes_back() {
        assertFinds(
                "payment/.* is captured for nothing and does not go back in full.",
                with(RefundRequested.class, one -> refundOf(one, 399)));
        assertFinds(
                "More of payment/.* is to go back than was captured.",
                with(RefundRequested.class, one -> refundOf(one, 401)));
    }

    private static RefundRequested refundOf(RefundRequested requested, long euros) {
        Refund refund = requested.refund();
        return new RefundRequested(
                new Refund(refund.id(), World.euros(euros), refund.reason()), requested.at());
    }

    @Test
    void finds_more_money_going_back_than_came() {
        assertFinds(
                "More of payment/.* is to go back than was captured.",
                twice(RefundRequested.class));
        assertFinds(
                "More of payment/.* has gone back than was captured.",
                twice(RefundCompleted.class));
    }

    @Test
    void finds_a_refund_that_was_not_decided() {
        assertFinds(
                "A refund of payment/.* is completed that is not open.",
                with(
                        RefundCompleted.class,
                        completed ->
                                new RefundCompleted(
                                        new RefundId(world.newId()),
                                        completed.amount(),
                                        completed.reference(),
                                        completed.at())));
        assertFinds("payment/.* is to go back before it has come.", without(PaymentCaptured.class));
    }

    @Test
    void finds_a_payment_that_nobody_asked_for() {
        assertFinds("payment/.* changes before it is requested.", without(PaymentRequested.class));
    }

    @Test
    void finds_a_confirmation_with_too_few_tickets() {
        assertFinds("Reservation .* of 2 places has 0 tickets.", without(TicketIssued.class));
        assertFinds(
                "Reservation .* of 2 places has 2 tickets.",
                with(
                        ReservationConfirmed.class,
                        confirmed ->
                                new ReservationConfirmed(
                                        confirmed.payment(),
                                        List.of(new TicketId(world.newId())),
                                        confirmed.at())));
    }

    @Test
    void finds_tickets_without_a_confirmation() {
        assertFinds("Ticket .* belongs to nothing confirmed.", without(ReservationConfirmed.class));
        assertFinds(
                "Ticket .* belongs to no reservation.",
                with(
                        TicketIssued.class,
                        issued ->
                                new TicketIssued(
                                        ofReservation(
                                                issued.facts(),
                                                new ReservationId(world.newId())))));
    }

    private static TicketFacts ofReservation(TicketFacts facts, ReservationId other) {
        return new TicketFacts(
                facts.id(),
                other,
                facts.show(),
                facts.section(),
                facts.seatOrNull(),
                facts.tierOrNull(),
                facts.holder(),
                facts.issuedAt());
    }
}
