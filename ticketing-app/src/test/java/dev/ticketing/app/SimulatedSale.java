package dev.ticketing.app;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.http.ResilientPaymentProvider;
import dev.ticketing.http.StandardWebhookReader;
import dev.ticketing.http.WebhookSecret;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;
import dev.ticketing.testkit.memory.InMemoryDirectories;
import dev.ticketing.testkit.memory.InMemoryEventLog;
import dev.ticketing.testkit.memory.InMemoryJournal;
import dev.ticketing.testkit.memory.InMemoryOpenWork;
import dev.ticketing.testkit.memory.InMemorySigningKeys;
import dev.ticketing.testkit.memory.InMemorySnapshots;
import dev.ticketing.testkit.memory.InMemoryStoredFeed;
import dev.ticketing.testkit.memory.InMemoryWebhookInbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A show of two places in memory, paid for through the simulated provider as a server asks it, and
 * as it tells a server by itself. Nothing happens by itself. For one thread.
 */
final class SimulatedSale implements AutoCloseable {

    static final Duration HOLD_TIME = Duration.ofMinutes(1);
    static final int PLACES = 2;
    static final long PRICE = 50_00;

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final SectionId STALLS = new SectionId("stalls");

    /** What becomes of what the provider tells by itself. */
    enum Webhooks {
        ARRIVE,
        ARE_LOST
    }

    final Webhooks webhooks;
    private final TestClock clock = new TestClock();
    private final TestMachine machine = new TestMachine(clock);
    private final SequentialIds ids = new SequentialIds();
    private final InMemoryEventLog log = new InMemoryEventLog(clock, ids);
    private final Path directory;
    private final SimulatedPaymentProvider provider;
    private final WebhookSecret secret = WebhookSecret.random();
    private final StandardWebhookReader reader =
            new StandardWebhookReader(SimulatedPaymentProvider.NAME, List.of(secret), clock);
    private final SimulatedWebhooks sender;
    private final Ticketing ticketing;
    private final Caller organizer = newUser();
    private final Caller buyer = newUser();
    private final ShowId show;

    SimulatedSale(Path directory, LateCapture late, Webhooks webhooks) {
        this.directory = directory;
        this.webhooks = webhooks;
        provider = SimulatedPaymentProvider.open(directory, clock, Duration.ZERO);
        InMemoryConsumerStore consumers = new InMemoryConsumerStore(clock, ids);
        ticketing =
                Ticketing.start(
                        new Ticketing.Stores(
                                log,
                                log,
                                new InMemoryStoredFeed(log),
                                new InMemorySnapshots(),
                                consumers,
                                Wakeups.NONE,
                                new InMemoryOpenWork(consumers),
                                new InMemorySigningKeys(),
                                new InMemoryJournal(),
                                new InMemoryWebhookInbox(clock),
                                InMemoryDirectories.over(consumers)),
                        new Ticketing.Platform(
                                clock,
                                ids,
                                machine,
                                machine,
                                machine,
                                (task, cause) -> {},
                                MailboxLimits.DEFAULT),
                        new ResilientPaymentProvider(provider),
                        new Ticketing.Options(late));
        show = onSale();
        sender =
                new SimulatedWebhooks(
                        this::arrives, SentWebhooks.in(directory), machine, machine, clock);
        sender.start(provider);
    }

    private boolean arrives(SimulatedWebhook webhook) {
        return switch (webhooks) {
            case ARRIVE -> {
                long now = clock.instant().getEpochSecond();
                byte[] body = webhook.body();
                Map<String, String> headers =
                        Map.of(
                                "Webhook-Id",
                                webhook.id(),
                                "Webhook-Timestamp",
                                Long.toString(now),
                                "Webhook-Signature",
                                secret.sign(webhook.id(), now, body));
                var read = reader.read(name -> Optional.ofNullable(headers.get(name)), body);
                ticketing.webhooks().receive(read.orElseThrow());
                yield true;
            }
            case ARE_LOST -> false;
        };
    }

    /** How many have arrived and are still to be seen to. */
    long waitingWebhooks() {
        return ticketing.webhooks().waiting();
    }

    private Caller newUser() {
        return new Caller(new UserId(ids.next()), false);
    }

    private ShowId onSale() {
        Money price = new Money(PRICE, EUR);
        ShowDetails details =
                new ShowDetails(
                        "The Tempest",
                        "A storm, and what came of it.",
                        TestClock.START.plus(Duration.ofDays(90)),
                        TestClock.START.plus(Duration.ofDays(91)),
                        ZoneId.of("Europe/Berlin"),
                        new Venue("Globe", "Bankside 21"),
                        EUR,
                        List.of(new Section(STALLS, "Stalls", new Seating.General(PLACES))),
                        List.of(new Tier(new TierId("one"), "One", STALLS, price, null, null)),
                        PLACES,
                        HOLD_TIME,
                        RefundPolicy.DEFAULT);
        Show.Existing draft = done(ticketing.shows().create(by(organizer), details));
        ShowId id = draft.facts().id();
        done(ticketing.shows().publish(by(organizer), id));
        done(ticketing.shows().openSales(by(organizer), id));
        return id;
    }

    private Request by(Caller caller) {
        return Request.once(caller, ids);
    }

    private <T> T done(CompletableFuture<Outcome<T>> answer) {
        return switch (machine.await(answer)) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }

    /** All places, for the buyer. */
    ReservationId held() {
        return heldBy(buyer);
    }

    /** All places, for somebody else. */
    ReservationId heldByAnother() {
        return heldBy(newUser());
    }

    private ReservationId heldBy(Caller caller) {
        Wish wish = new Wish(show, STALLS, new Places.Count(PLACES), Optional.empty());
        return done(ticketing.reservations().hold(by(caller), wish)).terms().id();
    }

    /** An attempt of the buyer: the payment, or why there is none. */
    Outcome<Payment.Requested> pay(ReservationId reservation, String token) {
        Instrument card = new Instrument(PaymentMethod.Type.CARD, token);
        return machine.await(ticketing.payments().pay(by(buyer), reservation, card));
    }

    void pass(Duration time) {
        machine.advance(time);
    }

    Payment.Requested payment(PaymentId id) {
        return ticketing.payments().find(buyer, id).orElseThrow().state();
    }

    Reservation.Status statusOf(ReservationId id) {
        return Reservation.statusAt(
                ticketing.reservations().find(buyer, id).orElseThrow().state(), clock.instant());
    }

    /** How long its places are still held. */
    Duration restOf(ReservationId id) {
        Reservation.Started reservation =
                ticketing.reservations().find(buyer, id).orElseThrow().state();
        return Duration.between(clock.instant(), reservation.terms().expiresAt());
    }

    Availability availability() {
        return ticketing
                .shows()
                .availability(Optional.empty(), show, STALLS)
                .orElseThrow()
                .sections()
                .getFirst()
                .places();
    }

    /** The types of all that the history of a reservation tells. */
    List<String> history(ReservationId id) {
        List<String> types = new ArrayList<>();
        ticketing.histories().of(buyer, id).orElseThrow().forEach(entry -> types.add(entry.type()));
        return types;
    }

    List<RecordedEvent> log() {
        return log.read(Position.START, Integer.MAX_VALUE);
    }

    /** What is missing or too much in the provider's books by the log, or the other way round. */
    List<String> complaintsOfProvider() {
        return ProviderBooks.complaints(directory, LogContents.of(log()));
    }

    /** What the provider has taken and not given back, by its own books, in cents. */
    long keptByProvider() {
        try {
            long kept = 0;
            for (String line : Files.readAllLines(directory.resolve("simulated-payments.ledger"))) {
                String[] words = line.substring(line.indexOf('\t') + 1).split(" ", -1);
                kept +=
                        switch (words[0]) {
                            case "captured" -> Long.parseLong(words[2]);
                            case "refunded" -> -Long.parseLong(words[2]);
                            default -> 0;
                        };
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sender.close();
        provider.close();
    }
}
