package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.memory.CollectingMailer;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;
import dev.ticketing.testkit.services.Client.GaveUp;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One story, with one death. */
final class Trial {

    static final Duration HOLD_TIME = Duration.ofSeconds(30);

    private static final EmailAddress CUSTOMER = new EmailAddress("customer@example.org");

    /** The statuses that a reservation may keep. */
    private static final Set<Reservation.Status> ENDS =
            EnumSet.complementOf(
                    EnumSet.of(Reservation.Status.HELD, Reservation.Status.PAYMENT_PENDING));

    private final CollectingMailer mails = new CollectingMailer();
    private final InMemoryIdentityStore people = new InMemoryIdentityStore();
    final World world =
            new World(
                    new Mailing(
                            mails,
                            people,
                            (show, tickets) -> List.of(),
                            () -> "https://tickets.example"));
    final ShowId show = world.onSale(World.details(10, HOLD_TIME));
    final MortalProcess mortal;
    private final Story story;
    private final boolean patient;
    private final Client client;
    private int stepsWhileAsking;

    Trial(Story story, MortalProcess mortal, boolean patient) {
        this.story = story;
        this.mortal = mortal;
        this.patient = patient;
        people.findOrCreate(CUSTOMER, world.customer.user(), world.clock.instant());
        world.await(world.ticketing.stop());
        client = new Client(world, mortal, patient);
    }

    String name() {
        List<String> steps = mortal.steps();
        return mortal.isDead()
                ? story + ", step " + (steps.size() - 1) + " " + steps.getLast()
                : story.toString();
    }

    /** How many steps were done while somebody waited for an answer. */
    int stepsWhileAsking() {
        return stepsWhileAsking;
    }

    void runs() {
        try {
            story.tell(this);
        } catch (GaveUp e) {
            // What was begun goes on without whoever wanted it.
        }
        stepsWhileAsking = mortal.steps().size();
        client.letPass(story.bound());
        endsWell();
    }

    ReservationId hold(Places places) {
        Request request = world.by(world.customer);
        var section = places instanceof Places.Seats ? World.CIRCLE : World.STALLS;
        Wish wish = new Wish(show, section, places, Optional.empty());
        return client.ask(process -> process.reservations().hold(request, wish))
                .orElseThrow()
                .terms()
                .id();
    }

    Optional<PaymentId> pay(ReservationId id, Instrument instrument) {
        Request request = world.by(world.customer);
        return client.ask(process -> process.payments().pay(request, id, instrument))
                .map(payment -> payment.request().id());
    }

    void cancel(ReservationId id) {
        Request request = world.by(world.customer);
        var unused = client.ask(process -> process.reservations().cancel(request, id));
    }

    void refund(PaymentId id, long euros) {
        Request request = world.by(world.owner);
        var amount = Optional.of(World.euros(euros));
        var unused = client.ask(process -> process.payments().refund(request, id, amount));
    }

    /** The provider sends it until it is taken; not of what it has never seen. */
    void told(String id, String type, PaymentId payment) {
        if (world.provider.memory.lookUp(payment).isEmpty()) {
            return;
        }
        Webhook webhook = new Webhook(world.provider.name(), id, type, payment);
        client.tell(process -> process.webhooks().receive(webhook));
    }

    void callOff() {
        Request request = world.by(world.owner);
        var unused = client.ask(process -> process.cancellations().cancel(request, show));
    }

    /** Without a process that would see to anything else. */
    void somebodyElseHoldsIt() {
        world.jump(HOLD_TIME);
        Ticketing other =
                Ticketing.startWritesOnly(
                        world.stores(world.memory),
                        world.platform(MailboxLimits.DEFAULT),
                        world.provider);
        world.done(world.hold(other, world.stranger, show, World.seats("A-2")));
    }

    private void endsWell() {
        world.assertSound();
        if (!patient) {
            assertThat(world.verified().isClean()).as(name()).isTrue();
        }
        for (ReservationId id : reservations()) {
            Reservation.Started ended =
                    client.process().reservations().find(world.admin, id).orElseThrow().state();
            assertThat(ENDS)
                    .as(name())
                    .contains(Reservation.statusAt(ended, world.clock.instant()));
        }
        booksAgree();
        assertThat(client.process().webhooks().waiting()).as(name()).isZero();
        whoHasTicketsHasHeardOfIt();
    }

    /** At least once: more than that if somebody died between sending and writing it down. */
    private void whoHasTicketsHasHeardOfIt() {
        for (ReservationId id : reservationsOf(world.customer)) {
            if (world.reservation(id) instanceof Reservation.Confirmed) {
                assertThat(mails.to(CUSTOMER))
                        .as(name())
                        .anyMatch(
                                mail ->
                                        mail.subject().startsWith("Your ticket")
                                                && mail.text().contains(id.toString()));
            }
        }
    }

    private Set<ReservationId> reservations() {
        return world.recorded(ReservationStarted.class).stream()
                .map(started -> started.terms().id())
                .collect(Collectors.toSet());
    }

    Set<ReservationId> reservationsOf(Caller customer) {
        return world.recorded(ReservationStarted.class).stream()
                .filter(started -> started.terms().customer().equals(customer.user()))
                .map(started -> started.terms().id())
                .collect(Collectors.toSet());
    }

    /** What the provider says it has, against what our tickets are worth. */
    private void booksAgree() {
        Set<PaymentId> asked = new HashSet<>();
        for (PaymentRequested requested : world.recorded(PaymentRequested.class)) {
            asked.add(requested.request().id());
        }
        for (Taken taken : world.provider.memory.captures()) {
            assertThat(asked).as(name()).contains(taken.key());
        }
        for (PaymentId id : asked) {
            Payment.Requested payment =
                    client.process().payments().find(world.admin, id).orElseThrow().state();
            assertThat(payment)
                    .as(name())
                    .isNotInstanceOfAny(Payment.Pending.class, Payment.Unknown.class);
            long kept = keptBy(id);
            assertThat(kept).as(name()).isEqualTo(dueFor(payment));
        }
    }

    /** Who has tickets has paid for them, less what was given back by an organizer. */
    private long dueFor(Payment.Requested payment) {
        Reservation paidFor = world.reservation(payment.request().reservation());
        return paidFor instanceof Reservation.Confirmed confirmed
                        && confirmed.paidBy().equals(payment.request().id())
                ? payment.request().amount().minus(payment.refunded()).amount()
                : 0;
    }

    private long keptBy(PaymentId id) {
        long kept = 0;
        for (Taken taken : world.provider.memory.captures()) {
            if (taken.key().equals(id)) {
                kept += taken.amount().amount();
                for (GivenBack back : world.provider.memory.refunds()) {
                    if (back.captureReference().equals(taken.reference())) {
                        kept -= back.amount().amount();
                    }
                }
            }
        }
        return kept;
    }
}
