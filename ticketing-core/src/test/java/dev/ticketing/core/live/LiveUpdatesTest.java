package dev.ticketing.core.live;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.live.Message.PaymentChanged;
import dev.ticketing.core.live.Message.PlacesChanged;
import dev.ticketing.core.live.Message.ReservationChanged;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class LiveUpdatesTest {

    private static final SectionId BALCONY = new SectionId("balcony");
    private static final ShowId OTHER_SHOW = new ShowId(id(9));
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ManualPlatform platform = new ManualPlatform();
    private final ListedFeed feed = new ListedFeed();
    private final State state = new State();
    private final List<String> failures = new ArrayList<>();
    private final Hints hints = new Hints();
    private final LiveUpdates live =
            new LiveUpdates(
                    new LiveUpdates.Needs(
                            feed,
                            state,
                            hints,
                            platform,
                            platform,
                            platform,
                            (task, cause) -> failures.add(task)));
    private final List<Message> heard = new ArrayList<>();

    /** Hints of other processes. */
    private static final class Hints implements Wakeups {

        final List<Runnable> listeners = new ArrayList<>();

        @Override
        public void announce() {
            listeners.forEach(Runnable::run);
        }

        @Override
        public void listen(Runnable onWake) {
            listeners.add(onWake);
        }

        @Override
        public void close() {
            listeners.clear();
        }
    }

    /** What the write side says. */
    private static final class State implements PresentState {

        final Map<SectionId, Integer> held = new LinkedHashMap<>();
        final Map<PaymentId, Payment.Requested> payments = new LinkedHashMap<>();
        final Map<ReservationId, Reservation.Started> reservations = new LinkedHashMap<>();
        final List<Reservation.Started> unpaid = new ArrayList<>();
        CompletableFuture<Void> known = CompletableFuture.completedFuture(null);
        Optional<Instant> until = Optional.empty();
        int asked;

        @Override
        public List<SectionId> sections(ShowId show) {
            return List.copyOf(held.keySet());
        }

        @Override
        public Optional<PlacesNow> places(ShowId show, SectionId section) {
            asked++;
            return Optional.ofNullable(held.get(section))
                    .map(count -> new PlacesNow(new Availability(10, count, 0, 0), until));
        }

        @Override
        public Optional<Reservation.Started> reservation(ReservationId id) {
            asked++;
            return Optional.ofNullable(reservations.get(id));
        }

        @Override
        public Optional<Payment.Requested> payment(PaymentId id) {
            return Optional.ofNullable(payments.get(id));
        }

        @Override
        public CompletableFuture<?> unpaidKnownUpTo(Position position) {
            return known;
        }

        @Override
        public List<Reservation.Started> unpaid(UserId customer) {
            return unpaid.stream().filter(r -> r.terms().customer().equals(customer)).toList();
        }
    }

    @BeforeEach
    void start() {
        state.held.put(STALLS, 0);
        live.start();
    }

    @Test
    void first_tells_the_present_state_of_every_section() {
        state.held.put(BALCONY, 4);
        hold(STALLS, 2);
        watch();
        assertThat(heard).containsExactly(now(STALLS, 2, 1), now(BALCONY, 4, 1));
    }

    @Test
    void tells_a_change_when_it_is_woken() {
        watch();
        platform.pass(REST);
        hold(STALLS, 3);
        live.wake();
        platform.pass(MOMENT);
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 3, 1));
    }

    @Test
    void tells_a_change_of_another_process_by_polling() {
        watch();
        platform.pass(REST);
        hold(STALLS, 3);
        platform.pass(POLL.minus(REST).minusNanos(1));
        assertThat(heard).hasSize(1);
        platform.pass(Duration.ofNanos(1));
        assertThat(heard).hasSize(2);
    }

    @Test
    void tells_a_change_of_another_process_at_its_hint() {
        watch();
        platform.pass(REST);
        hold(STALLS, 3);
        hints.announce();
        platform.pass(MOMENT);
        assertThat(heard).hasSize(2);
    }

    @Test
    void an_event_that_leaves_the_numbers_as_they_are_is_not_told() {
        watch();
        hold(STALLS, 0);
        platform.pass(POLL);
        hold(STALLS, 1);
        platform.pass(POLL);
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 1, 2));
    }

    @Test
    void tells_the_end_of_a_hold_of_which_there_is_no_event() {
        Duration holdTime = Duration.ofMinutes(5);
        state.until = Optional.of(platform.instant().plus(holdTime));
        state.held.put(STALLS, 2);
        watch();
        state.until = Optional.empty();
        state.held.put(STALLS, 0);
        platform.pass(holdTime.minusNanos(1));
        assertThat(heard).containsExactly(now(STALLS, 2, 0));
        platform.pass(Duration.ofNanos(1));
        assertThat(heard).containsExactly(now(STALLS, 2, 0), now(STALLS, 0, 0));
    }

    @Test
    void an_earlier_end_of_another_hold_is_told_in_time() {
        state.until = Optional.of(platform.instant().plusSeconds(300));
        watch();
        platform.pass(REST);
        state.until = Optional.of(platform.instant().plusSeconds(30));
        hold(STALLS, 1);
        platform.pass(POLL);
        state.held.put(STALLS, 0);
        state.until = Optional.empty();
        platform.pass(Duration.ofSeconds(30));
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 1, 1), now(STALLS, 0, 1));
    }

    @Test
    void tells_of_sections_that_an_organizer_adds() {
        watch();
        state.held.put(BALCONY, 0);
        feed.record(Show.at(SHOW).stream(), new ShowEvent.SalesOpened(NOW));
        platform.pass(POLL);
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(BALCONY, 0, 1));
    }

    @Test
    void whoever_comes_while_something_changes_is_told_each_section_once() {
        watch();
        List<Message> late = new ArrayList<>();
        hold(STALLS, 3);
        live.watch(SHOW, late::add);
        platform.pass(POLL);
        assertThat(late).containsExactly(now(STALLS, 3, 1));
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 3, 1));
    }

    @Test
    void nobody_asks_again_for_who_comes_later() {
        watch();
        platform.pass(REST);
        state.asked = 0;
        List<Message> late = new ArrayList<>();
        live.watch(SHOW, late::add);
        platform.pass(REST);
        assertThat(late).containsExactly(now(STALLS, 0, 0));
        assertThat(state.asked).isZero();
    }

    @Test
    void tells_a_section_at_most_once_in_a_tenth_of_a_second_and_then_the_latest() {
        watch();
        for (int held = 1; held <= 4; held++) {
            hold(STALLS, held);
            live.wake();
            platform.pass(MOMENT);
        }
        assertThat(heard).hasSize(1);
        platform.pass(MOMENT);
        assertThat(heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 4, 4));
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // Encoded once for all: it has to be the same.
    void asks_once_for_all_who_listen_and_gives_them_the_same_message() {
        List<Message> others = new ArrayList<>();
        watch();
        for (int i = 0; i < 1_000; i++) {
            live.watch(SHOW, others::add);
        }
        platform.pass(REST);
        others.clear();
        state.asked = 0;
        hold(STALLS, 1);
        platform.pass(POLL);
        assertThat(state.asked).isEqualTo(1);
        assertThat(others)
                .hasSize(1_000)
                .allSatisfy(message -> assertThat(message).isSameAs(heard.getLast()));
    }

    @Test
    void says_nothing_of_other_sections_and_shows() {
        state.held.put(BALCONY, 0);
        watch();
        heard.clear();
        hold(BALCONY, 1);
        feed.record(Inventory.at(OTHER_SHOW, STALLS).stream(), seatsHeld());
        platform.pass(POLL);
        assertThat(heard).containsExactly(now(BALCONY, 1, 2));
    }

    @Test
    void whoever_leaves_or_wants_no_more_hears_no_more() {
        Subscription subscription = live.watch(SHOW, heard::add);
        List<Message> bored = new ArrayList<>();
        live.watch(
                SHOW,
                message -> {
                    bored.add(message);
                    return bored.size() < 2;
                });
        platform.pass(REST);
        subscription.close();
        for (int held = 1; held <= 3; held++) {
            hold(STALLS, held);
            platform.pass(POLL);
        }
        assertThat(heard).hasSize(1);
        assertThat(bored).hasSize(2);
    }

    @Test
    void reads_nothing_while_nobody_listens() {
        hold(STALLS, 1);
        live.wake();
        platform.pass(POLL.multipliedBy(4));
        assertThat(feed.reads()).isZero();
        watch();
        assertThat(feed.reads()).isPositive();
    }

    @Test
    void a_failure_only_delays() {
        watch();
        hold(STALLS, 1);
        feed.failNext();
        platform.pass(POLL);
        assertThat(failures).containsExactly("live updates");
        assertThat(heard).hasSize(1);
        platform.pass(Duration.ofSeconds(1));
        assertThat(heard).hasSize(2);
    }

    @Test
    void tells_nothing_after_it_was_stopped() {
        watch();
        live.stop();
        hold(STALLS, 1);
        live.wake();
        platform.pass(POLL.multipliedBy(4));
        assertThat(heard).hasSize(1);
    }

    @Test
    void tells_a_customer_what_becomes_of_a_reservation() {
        Subscription subscription = live.watch(CUSTOMER, heard::add);
        platform.settle();
        assertThat(subscription.begun()).isCompleted();
        var stream = Reservation.at(reservation(1)).stream();
        feed.record(stream, new ReservationStarted(terms(CUSTOMER)));
        feed.record(stream, new ReservationPaymentStarted(payment(1), NOW));
        feed.record(stream, new ReservationExpired(NOW));
        platform.pass(POLL);
        assertThat(heard)
                .containsExactly(
                        changed(Reservation.Status.HELD, 1),
                        changed(Reservation.Status.PAYMENT_PENDING, 2),
                        changed(Reservation.Status.EXPIRED, 3));
        assertThat(state.asked).isZero();
    }

    @Test
    void first_tells_a_customer_what_they_hold() {
        Terms terms = terms(CUSTOMER);
        state.unpaid.add(new Reservation.Held(terms, Optional.empty()));
        state.unpaid.add(new Reservation.PaymentPending(terms, payment(1)));
        state.unpaid.add(new Reservation.Held(terms(OWNER), Optional.empty()));
        live.watch(CUSTOMER, heard::add);
        platform.settle();
        assertThat(heard)
                .containsExactly(
                        changed(Reservation.Status.HELD, 0),
                        changed(Reservation.Status.PAYMENT_PENDING, 0),
                        paid(Payment.Status.PENDING, 0));
    }

    @Test
    void what_happened_just_before_is_told_when_the_read_model_knows_it() {
        feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        state.known = new CompletableFuture<>();
        live.watch(CUSTOMER, heard::add);
        platform.settle();
        assertThat(heard).as("not known yet").isEmpty();

        state.unpaid.add(new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        state.known.complete(null);
        platform.settle();

        assertThat(heard).containsExactly(changed(Reservation.Status.HELD, 1));
    }

    @Test
    void what_happens_before_the_read_model_knows_it_is_told_once() {
        state.known = new CompletableFuture<>();
        live.watch(CUSTOMER, heard::add);
        platform.settle();
        feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        platform.pass(POLL);
        assertThat(heard).containsExactly(changed(Reservation.Status.HELD, 1));

        state.unpaid.add(new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        state.known.complete(null);
        platform.settle();

        assertThat(heard).hasSize(1);
    }

    @Test
    void looks_up_whose_a_reservation_is_that_was_started_before() {
        state.reservations.put(
                reservation(1), new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        var stream = Reservation.at(reservation(1)).stream();
        feed.record(stream, new ReservationStarted(terms(CUSTOMER)));
        live.watch(CUSTOMER, heard::add);
        platform.settle();
        feed.record(stream, new ReservationPaymentStarted(payment(1), NOW));
        feed.record(stream, new ReservationExpired(NOW));
        platform.pass(POLL);
        assertThat(heard)
                .containsExactly(
                        changed(Reservation.Status.PAYMENT_PENDING, 2),
                        changed(Reservation.Status.EXPIRED, 3));
        assertThat(state.asked).isEqualTo(1);
    }

    @Test
    void tells_a_customer_what_becomes_of_a_payment() {
        live.watch(CUSTOMER, heard::add);
        platform.settle();
        var stream = Payment.at(payment(1)).stream();
        Refund refund = new Refund(new RefundId(id(7)), euros(20), Refund.Reason.CANCELLED);
        feed.record(stream, new PaymentRequested(request()));
        feed.record(stream, new PaymentCaptured("ref", NOW));
        feed.record(stream, new RefundRequested(refund, NOW));
        feed.record(stream, new RefundCompleted(refund.id(), euros(20), "ref", NOW));
        state.payments.put(
                payment(1), new Payment.Captured(request(), "ref", euros(20), List.of()));
        platform.pass(POLL);
        assertThat(heard)
                .containsExactly(
                        paid(Payment.Status.PENDING, 1),
                        paid(Payment.Status.CAPTURED, 2),
                        paid(Payment.Status.PARTIALLY_REFUNDED, 4));
    }

    @Test
    void tells_a_customer_nothing_of_others() {
        live.watch(OWNER, heard::add);
        platform.settle();
        feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        feed.record(Payment.at(payment(1)).stream(), new PaymentRequested(request()));
        platform.pass(POLL);
        assertThat(heard).isEmpty();
    }

    private void watch() {
        live.watch(SHOW, heard::add);
        platform.settle();
    }

    private void hold(SectionId section, int heldThen) {
        state.held.put(section, heldThen);
        feed.record(Inventory.at(SHOW, section).stream(), seatsHeld());
    }

    private static SeatsHeld seatsHeld() {
        return new SeatsHeld(reservation(1), places(1), NOW);
    }

    private static Message now(SectionId section, int held, int position) {
        return new PlacesChanged(
                SHOW, section, new Availability(10, held, 0, 0), new Position(position));
    }

    private static Message changed(Reservation.Status status, int position) {
        return new ReservationChanged(reservation(1), status, new Position(position));
    }

    private static Message paid(Payment.Status status, int position) {
        return new PaymentChanged(payment(1), reservation(1), status, new Position(position));
    }

    private static Terms terms(UserId customer) {
        PriceLine line = new PriceLine(new TierId("normal"), 1, euros(50));
        return new Terms(
                reservation(1),
                SHOW,
                STALLS,
                customer,
                places(1),
                List.of(line),
                NOW,
                NOW.plusSeconds(300));
    }

    private static PaymentRequest request() {
        return new PaymentRequest(
                payment(1),
                reservation(1),
                SHOW,
                STALLS,
                CUSTOMER,
                euros(50),
                new PaymentMethod(PaymentMethod.Type.CARD, "4242"),
                "simulated",
                NOW);
    }
}
