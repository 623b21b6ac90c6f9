package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Directories;
import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Verification;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.data.ShowBuilder;
import dev.ticketing.testkit.data.TestData;
import dev.ticketing.testkit.engine.ScriptedLog;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;
import dev.ticketing.testkit.memory.InMemoryDirectories;
import dev.ticketing.testkit.memory.InMemoryEventLog;
import dev.ticketing.testkit.memory.InMemoryJournal;
import dev.ticketing.testkit.memory.InMemoryOpenWork;
import dev.ticketing.testkit.memory.InMemorySigningKeys;
import dev.ticketing.testkit.memory.InMemorySnapshots;
import dev.ticketing.testkit.memory.InMemoryStoredFeed;
import dev.ticketing.testkit.memory.InMemoryWebhookInbox;
import dev.ticketing.testkit.memory.ScriptedPaymentProvider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** In-memory adapters that several processes share, and what tests say about them. */
final class World {

    static final Instant STARTS = TestClock.START.plus(Duration.ofDays(90));
    static final Duration HOLD_TIME = Duration.ofMinutes(5);
    static final SectionId STALLS = new SectionId("stalls");
    static final SectionId CIRCLE = new SectionId("circle");
    static final Instrument CARD = card("tok_ok");

    final TestClock clock = new TestClock();
    final SequentialIds ids = new SequentialIds();
    final TestMachine machine;
    final InMemoryEventLog memory = new InMemoryEventLog(clock, ids);
    final ScriptedLog log = new ScriptedLog(memory);
    final ScriptedPaymentProvider provider = new ScriptedPaymentProvider();
    final InMemoryConsumerStore consumers = new InMemoryConsumerStore(clock, ids);
    final InMemoryOpenWork openWork = new InMemoryOpenWork(consumers);
    final InMemorySigningKeys keys = new InMemorySigningKeys();
    final InMemoryJournal journal = new InMemoryJournal();
    final InMemoryWebhookInbox webhooks = new InMemoryWebhookInbox(clock);
    final InMemorySnapshots snapshots = new InMemorySnapshots();
    final Directories directories = InMemoryDirectories.over(consumers);
    boolean journalFails;
    final List<String> failures = new ArrayList<>();
    final Caller owner = newUser();
    final Caller customer = newUser();
    final Caller stranger = newUser();
    final Caller admin = new Caller(newUser().user(), true);
    final Ticketing ticketing;
    final Optional<Mailing> mailing;

    World() {
        machine = new TestMachine(clock);
        mailing = Optional.empty();
        ticketing = newProcess();
    }

    /** One in which buyers are told by mail. */
    World(Mailing mailing) {
        machine = new TestMachine(clock);
        this.mailing = Optional.of(mailing);
        ticketing = newProcess();
    }

    World(RandomGenerator chance) {
        machine = new TestMachine(clock, chance);
        mailing = Optional.empty();
        ticketing = newProcess();
    }

    Ticketing newProcess() {
        return newProcess(log, MailboxLimits.DEFAULT);
    }

    Ticketing newProcess(EventLog throughLog, MailboxLimits limits) {
        return newProcess(throughLog, limits, Ticketing.Options.DEFAULT);
    }

    private Ticketing newProcess(
            EventLog throughLog, MailboxLimits limits, Ticketing.Options options) {
        return Ticketing.start(stores(throughLog), platform(limits), provider, options, mailing);
    }

    Ticketing.Stores stores(EventLog throughLog) {
        return new Ticketing.Stores(
                throughLog,
                memory,
                new InMemoryStoredFeed(memory),
                snapshots,
                consumers,
                Wakeups.NONE,
                openWork,
                keys,
                new FailingJournal(journal, () -> journalFails),
                webhooks,
                directories);
    }

    Ticketing.Platform platform(MailboxLimits limits) {
        return new Ticketing.Platform(
                clock,
                ids,
                machine,
                machine,
                machine,
                (task, cause) -> failures.add(task + ": " + cause),
                limits);
    }

    /** One that deals otherwise with money that comes too late. */
    Ticketing newProcess(LateCapture lateCapture) {
        return newProcess(log, MailboxLimits.DEFAULT, new Ticketing.Options(lateCapture));
    }

    Caller newUser() {
        return TestData.newUser(ids);
    }

    Request by(Caller caller) {
        return Request.once(caller, ids);
    }

    static Instrument card(String token) {
        return TestData.card(token);
    }

    static Money euros(long amount) {
        return TestData.euros(amount);
    }

    /** Stalls of ten places for 50 euros, and a circle of two rows of three seats for 80. */
    static ShowDetails details() {
        return details(10, RefundPolicy.DEFAULT);
    }

    static ShowDetails details(int stalls, RefundPolicy policy) {
        return details(
                sections(stalls),
                List.of(tier("normal", STALLS, 50), tier("best", CIRCLE, 80)),
                policy);
    }

    static ShowDetails details(int stalls, Duration holdTime) {
        return details(
                sections(stalls),
                List.of(tier("normal", STALLS, 50), tier("best", CIRCLE, 80)),
                holdTime,
                RefundPolicy.DEFAULT);
    }

    private static List<Section> sections(int stalls) {
        Seating seats = new Seating.Numbered(labels("A-1", "A-2", "A-3", "B-1", "B-2", "B-3"));
        return List.of(
                new Section(STALLS, "Stalls", new Seating.General(stalls)),
                new Section(CIRCLE, "Circle", seats));
    }

    static ShowDetails details(List<Section> sections, List<Tier> tiers, RefundPolicy policy) {
        return details(sections, tiers, HOLD_TIME, policy);
    }

    private static ShowDetails details(
            List<Section> sections, List<Tier> tiers, Duration holdTime, RefundPolicy policy) {
        return ShowBuilder.aShow()
                .selling(sections, tiers)
                .holdingFor(holdTime)
                .refunding(policy)
                .details();
    }

    static Tier tier(String id, SectionId section, long euros) {
        return TestData.tier(id, section, euros);
    }

    static List<SeatLabel> labels(String... labels) {
        return TestData.labels(labels);
    }

    static Places places(int quantity) {
        return TestData.places(quantity);
    }

    static Places seats(String... labels) {
        return TestData.seats(labels);
    }

    <T> T await(CompletableFuture<T> answer) {
        return machine.await(answer);
    }

    <T> T done(CompletableFuture<Outcome<T>> answer) {
        return doneAs(answer).value();
    }

    <T> Outcome.Done<T> doneAs(CompletableFuture<Outcome<T>> answer) {
        return switch (await(answer)) {
            case Outcome.Done<T> done -> done;
            case Outcome.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }

    <T> Refusal refused(CompletableFuture<Outcome<T>> answer) {
        return switch (await(answer)) {
            case Outcome.Done<T> done -> throw new AssertionError("not refused: " + done);
            case Outcome.Refused<T>(Refusal why) -> why;
        };
    }

    ShowId draft(ShowDetails details) {
        return done(ticketing.shows().create(by(owner), details)).facts().id();
    }

    ShowId onSale() {
        return onSale(details());
    }

    ShowId onSale(ShowDetails details) {
        ShowId show = draft(details);
        Show.Existing published = done(ticketing.shows().publish(by(owner), show));
        Show.Existing open = done(ticketing.shows().openSales(by(owner), show));
        assertThat(List.of(published.stage(), open.stage()))
                .containsExactly(Show.Stage.PUBLISHED, Show.Stage.SALES_OPEN);
        return show;
    }

    /** Another process calls it off, if it can be: nobody here is told. */
    void calledOff(ShowId id) {
        new Elsewhere(this).callOff(id);
    }

    CompletableFuture<Outcome<Reservation.Started>> hold(ShowId show, Places places) {
        return hold(ticketing, customer, show, places);
    }

    CompletableFuture<Outcome<Reservation.Started>> hold(
            Ticketing process, Caller caller, ShowId show, Places places) {
        SectionId section = places instanceof Places.Seats ? CIRCLE : STALLS;
        return process.reservations()
                .hold(by(caller), new Wish(show, section, places, Optional.empty()));
    }

    ReservationId held(ShowId show, Places places) {
        return done(hold(show, places)).terms().id();
    }

    ReservationId confirmed(ShowId show, Places places) {
        ReservationId id = held(show, places);
        assertThat(done(pay(id))).isInstanceOf(Payment.Captured.class);
        return id;
    }

    CompletableFuture<Outcome<Payment.Requested>> pay(ReservationId id) {
        return ticketing.payments().pay(by(customer), id, CARD);
    }

    CompletableFuture<Outcome<Reservation.Started>> cancel(Caller caller, ReservationId id) {
        return ticketing.reservations().cancel(by(caller), id);
    }

    Reservation.Started reservation(ReservationId id) {
        return ticketing.reservations().find(customer, id).orElseThrow().state();
    }

    Reservation.Status statusOf(ReservationId id) {
        return Reservation.statusAt(reservation(id), clock.instant());
    }

    /** Nobody comes to sweep up before this runs: the holds are over, and still recorded. */
    void jump(Duration by) {
        machine.jumpTo(clock.instant().plus(by));
    }

    Availability availability(ShowId show, SectionId section) {
        return ticketing
                .shows()
                .availability(Optional.empty(), show, section)
                .orElseThrow()
                .sections()
                .getFirst()
                .places();
    }

    List<RecordedEvent> recorded() {
        return memory.read(Position.START, Integer.MAX_VALUE);
    }

    <E extends DomainEvent> List<E> recorded(Class<E> type) {
        return recorded().stream()
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    UUID newId() {
        return ids.next();
    }

    Verification verification() {
        return verification(memory, memory);
    }

    /** As if the log were another one. */
    Verification verification(Feed feed, LogIndex index) {
        return new Verification(
                new Verification.Needs(
                        feed,
                        memory,
                        index,
                        consumers,
                        Ticketing.PROJECTIONS,
                        ids.next().toString(),
                        clock));
    }

    Report verified() {
        return verification().run((step, done, of) -> {}).orElseThrow();
    }

    /** Whatever else a test looks at: the log is in order. */
    void assertSound() {
        assertThat(memory).isSound();
    }
}
