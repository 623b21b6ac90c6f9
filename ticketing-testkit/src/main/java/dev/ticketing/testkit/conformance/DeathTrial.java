package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.conformance.MortalClient.GaveUp;
import dev.ticketing.testkit.data.ShowBuilder;
import dev.ticketing.testkit.data.TestData;
import dev.ticketing.testkit.memory.CollectingMailer;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;
import dev.ticketing.testkit.memory.ScriptedPaymentProvider;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One story, with one death, at a show of its own. */
final class DeathTrial {

    private static final SectionId STALLS = new SectionId("stalls");
    private static final SectionId CIRCLE = new SectionId("circle");
    private static final EmailAddress ADDRESS = new EmailAddress("customer@example.org");
    private static final EmailAddress FRIEND = new EmailAddress("friend@example.org");

    /** The statuses that a reservation may keep. */
    private static final Set<Reservation.Status> ENDS =
            EnumSet.complementOf(
                    EnumSet.of(Reservation.Status.HELD, Reservation.Status.PAYMENT_PENDING));

    final MortalProcess mortal;
    final ScriptedPaymentProvider provider = new ScriptedPaymentProvider();
    private final DeathStage stage;
    private final DeathStory story;
    private final CollectingMailer mails = new CollectingMailer();
    private final Position start;
    private final Caller owner;
    private final Caller customer;
    private final Caller friend;
    private final MortalClient client;
    private final ShowId show;
    private int stepsWhileAsking;

    /**
     * @param patient whether the customer asks again after the death of who was asked
     */
    DeathTrial(DeathStage stage, DeathStory story, MortalProcess mortal, boolean patient) {
        this.stage = stage;
        this.story = story;
        this.mortal = mortal;
        start = stage.head();
        owner = TestData.newUser(stage.ids);
        customer = TestData.newUser(stage.ids);
        friend = TestData.newUser(stage.ids);
        InMemoryIdentityStore people = new InMemoryIdentityStore();
        people.findOrCreate(ADDRESS, customer.user(), stage.clock.instant());
        people.findOrCreate(FRIEND, friend.user(), stage.clock.instant());
        Mailing mailing =
                new Mailing(
                        mails, people, (of, tickets) -> List.of(), () -> "https://tickets.example");
        client = new MortalClient(stage, provider, mailing, mortal, patient);
        show = client.onSale(owner, details());
        client.begin();
    }

    /** Stalls of ten places for 50 euros, and a circle of four seats for 80. */
    private ShowDetails details() {
        return ShowBuilder.aShow()
                .startingAt(stage.clock.instant().plus(Duration.ofDays(90)))
                .withPlaces(STALLS.value(), 10, 50)
                .withSeats(CIRCLE.value(), 80, "A-1", "A-2", "A-3", "B-1")
                .holdingFor(story.holdTime())
                .details();
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
        client.end();
    }

    ReservationId hold(Places places) {
        Request request = Request.once(customer, stage.ids);
        Wish wish = wish(places);
        return client.ask(process -> process.reservations().hold(request, wish))
                .orElseThrow()
                .terms()
                .id();
    }

    private Wish wish(Places places) {
        SectionId section = places instanceof Places.Seats ? CIRCLE : STALLS;
        return new Wish(show, section, places, Optional.empty());
    }

    Optional<PaymentId> pay(ReservationId id, Instrument instrument) {
        Request request = Request.once(customer, stage.ids);
        return client.ask(process -> process.payments().pay(request, id, instrument))
                .map(payment -> payment.request().id());
    }

    void cancel(ReservationId id) {
        Request request = Request.once(customer, stage.ids);
        var unused = client.ask(process -> process.reservations().cancel(request, id));
    }

    void refund(PaymentId id, long euros) {
        Request request = Request.once(owner, stage.ids);
        var amount = Optional.of(TestData.euros(euros));
        var unused = client.ask(process -> process.payments().refund(request, id, amount));
    }

    /** What the provider seemed not to have heard of. */
    void isTakenAfterAll(PaymentId id) {
        if (provider.memory().lookUp(id).isEmpty()) {
            PaymentRequest asked =
                    client.process()
                            .payments()
                            .find(stage.admin, id)
                            .orElseThrow()
                            .state()
                            .request();
            Attempt attempt =
                    new Attempt(id, asked.amount(), asked.method(), stage.clock.instant());
            provider.memory().capture(attempt, "tok_ok");
        }
    }

    /** One of its tickets, if there are any. */
    void handOn(ReservationId id) {
        Request request = Request.once(customer, stage.ids);
        reservation(id).tickets().stream()
                .findFirst()
                .ifPresent(
                        ticket -> {
                            var unused =
                                    client.ask(
                                            process ->
                                                    process.tickets()
                                                            .transfer(
                                                                    request, ticket, friend::user));
                        });
    }

    /** Whoever dies meanwhile is followed by another process. */
    void pass(Duration time) {
        client.letPass(time);
    }

    /** The provider sends it until it is taken; not of what it has never seen. */
    void told(String type, PaymentId payment) {
        if (provider.memory().lookUp(payment).isEmpty()) {
            return;
        }
        Webhook webhook = new Webhook(provider.name(), type + " " + payment, type, payment);
        client.tell(process -> process.webhooks().receive(webhook));
    }

    void callOff() {
        Request request = Request.once(owner, stage.ids);
        var unused = client.ask(process -> process.cancellations().cancel(request, show));
    }

    /** Nobody sees to it that it ends. */
    void holdIsOver() {
        client.jump(story.holdTime());
    }

    /** Without a process that would see to anything else. */
    void somebodyElseHoldsIt() {
        holdIsOver();
        client.aside(
                process ->
                        process.reservations()
                                .hold(
                                        Request.once(TestData.newUser(stage.ids), stage.ids),
                                        wish(TestData.seats("A-2"))));
    }

    private void endsWell() {
        for (ReservationId id : reservations()) {
            assertThat(ENDS)
                    .as(name())
                    .contains(Reservation.statusAt(reservation(id), stage.clock.instant()));
        }
        booksAgree();
        assertThat(client.process().webhooks().waiting()).as(name()).isZero();
        whoHasTicketsHasHeardOfIt();
        if (!stage.recordedAfter(start, TicketTransferred.class).isEmpty()) {
            assertThat(mails.to(FRIEND)).as(name()).isNotEmpty();
        }
    }

    /** At least once: more than that if somebody died between sending and writing it down. */
    private void whoHasTicketsHasHeardOfIt() {
        for (ReservationId id : reservationsOfCustomer()) {
            if (reservation(id) instanceof Reservation.Confirmed) {
                assertThat(mails.to(ADDRESS))
                        .as(name())
                        .anyMatch(
                                mail ->
                                        mail.subject().startsWith("Your ticket")
                                                && mail.text().contains(id.toString()));
            }
        }
    }

    private Reservation.Started reservation(ReservationId id) {
        return client.process().reservations().find(stage.admin, id).orElseThrow().state();
    }

    private Set<ReservationId> reservations() {
        return stage.recordedAfter(start, ReservationStarted.class).stream()
                .map(started -> started.terms().id())
                .collect(Collectors.toSet());
    }

    Set<ReservationId> reservationsOfCustomer() {
        return stage.recordedAfter(start, ReservationStarted.class).stream()
                .filter(started -> started.terms().customer().equals(customer.user()))
                .map(started -> started.terms().id())
                .collect(Collectors.toSet());
    }

    /** What the provider says it has, against what our tickets are worth. */
    private void booksAgree() {
        Set<PaymentId> asked = new HashSet<>();
        for (PaymentRequested requested : stage.recordedAfter(start, PaymentRequested.class)) {
            asked.add(requested.request().id());
        }
        for (Taken taken : provider.memory().captures()) {
            assertThat(asked).as(name()).contains(taken.key());
        }
        for (PaymentId id : asked) {
            Payment.Requested payment =
                    client.process().payments().find(stage.admin, id).orElseThrow().state();
            assertThat(payment)
                    .as(name())
                    .isNotInstanceOfAny(Payment.Pending.class, Payment.Unknown.class);
            long kept = keptBy(id);
            assertThat(kept).as(name()).isEqualTo(dueFor(payment));
        }
    }

    /** Who has tickets has paid for them, less what was given back by an organizer. */
    private long dueFor(Payment.Requested payment) {
        Reservation paidFor = reservation(payment.request().reservation());
        return paidFor instanceof Reservation.Confirmed confirmed
                        && confirmed.paidBy().equals(payment.request().id())
                ? payment.request().amount().minus(payment.refunded()).amount()
                : 0;
    }

    private long keptBy(PaymentId id) {
        long kept = 0;
        for (Taken taken : provider.memory().captures()) {
            if (taken.key().equals(id)) {
                kept += taken.amount().amount();
                for (GivenBack back : provider.memory().refunds()) {
                    if (back.captureReference().equals(taken.reference())) {
                        kept -= back.amount().amount();
                    }
                }
            }
        }
        return kept;
    }
}
