package dev.ticketing.http;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;
import dev.ticketing.testkit.memory.InMemoryDirectories;
import dev.ticketing.testkit.memory.InMemoryEventLog;
import dev.ticketing.testkit.memory.InMemoryIdempotencyStore;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;
import dev.ticketing.testkit.memory.InMemoryJournal;
import dev.ticketing.testkit.memory.InMemoryOpenWork;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;
import dev.ticketing.testkit.memory.InMemorySigningKeys;
import dev.ticketing.testkit.memory.InMemorySnapshots;
import dev.ticketing.testkit.memory.InMemoryStoredFeed;
import dev.ticketing.testkit.memory.InMemoryWebhookInbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** A whole server over the in-memory adapters, on a free port, with a clock that stands still. */
final class TestServer implements AutoCloseable {

    static final String ADMIN = "admin@example.com";
    static final WebhookSecret SECRET =
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
    static final String ORIGIN = "https://shop.example.com";

    /** Whoever has so much patience, or more, has more of it on a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int TIMES_AS_LONG = 6;

    final TestClock clock = new TestClock();
    final SigningKeys keys = new InMemorySigningKeys();
    final InMemoryEventLog log;
    final InMemoryWebhookInbox webhooks = new InMemoryWebhookInbox(clock);
    volatile boolean inboxFails;

    /** For tests that wait in vain: nobody waits longer than in production. */
    volatile boolean impatient;

    final InMemoryConsumerStore consumers;
    final CountingLog reads;
    final CountingShows catalogue;
    final InMemoryIdempotencyStore idempotency = new InMemoryIdempotencyStore();
    final DevMailbox mailbox = new DevMailbox();
    private final InMemoryIdentityStore people = new InMemoryIdentityStore();
    final String publicUrl;
    final HttpDependencies needs;
    final HttpSettings settings;
    final HttpServer server;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Ticketing ticketing;

    private TestServer(
            String publicUrl,
            boolean development,
            Map<String, HealthProbe> probes,
            LongSupplier nanoTime) {
        this(
                publicUrl,
                development,
                probes,
                Map.of(),
                Optional.empty(),
                OptionalInt.empty(),
                nanoTime,
                new InMemoryPaymentProvider());
    }

    private TestServer(
            String publicUrl,
            boolean development,
            Map<String, HealthProbe> probes,
            Map<String, MetricSource> metrics,
            Optional<FeedKey> feedKey,
            OptionalInt metricsPort,
            LongSupplier nanoTime,
            PaymentProvider provider) {
        this.publicUrl = publicUrl;
        IdSource ids = new UuidV7Source(clock);
        log = new InMemoryEventLog(clock, ids);
        reads = new CountingLog(log);
        consumers = new InMemoryConsumerStore(clock, ids);
        Directories directories = InMemoryDirectories.over(consumers);
        catalogue = new CountingShows(directories.shows());
        ticketing =
                Ticketing.start(
                        new Ticketing.Stores(
                                reads,
                                log,
                                new InMemoryStoredFeed(log),
                                new InMemorySnapshots(),
                                consumers,
                                Wakeups.NONE,
                                new InMemoryOpenWork(consumers),
                                keys,
                                new InMemoryJournal(),
                                new FailingInbox(webhooks, () -> inboxFails),
                                catalogue.in(directories)),
                        new Ticketing.Platform(
                                clock,
                                ids,
                                executor,
                                executor,
                                this::later,
                                (task, cause) -> {},
                                MailboxLimits.DEFAULT),
                        provider,
                        Ticketing.Options.DEFAULT,
                        Optional.of(
                                new Mailing(
                                        mailbox, people, new PrintedTickets(), () -> publicUrl)));
        needs =
                new HttpDependencies(
                        ticketing,
                        signIn(ids),
                        keys,
                        idempotency,
                        Optional.of(mailbox),
                        probes,
                        metrics,
                        List.of(new StandardWebhookReader("memory", List.of(SECRET), clock)),
                        executor,
                        this::later,
                        clock,
                        ids);
        settings =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        publicUrl,
                        development,
                        List.of(ORIGIN),
                        true,
                        feedKey,
                        metricsPort,
                        Duration.ofSeconds(5));
        server = HttpServer.start(settings, needs, nanoTime, HttpServer.REQUEST_LIMIT);
    }

    private void later(Duration delay, Runnable task) {
        boolean stretched = !impatient && delay.compareTo(PATIENCE) >= 0;
        Scheduler.on(timer).after(stretched ? delay.multipliedBy(TIMES_AS_LONG) : delay, task);
    }

    private SignIn signIn(IdSource ids) {
        return new SignIn(
                people,
                mailbox,
                SecretSource.random(),
                ids,
                clock,
                new SignIn.Settings(() -> publicUrl, EmailAddress.parse(ADMIN), true));
    }

    static TestServer start() {
        return startWith(Map.of());
    }

    static TestServer startWith(Map<String, HealthProbe> probes) {
        return new TestServer("http://localhost:8080", true, probes, System::nanoTime);
    }

    /** With a time of its own for live connections. */
    static TestServer startWith(LongSupplier nanoTime) {
        return new TestServer("http://localhost:8080", true, Map.of(), nanoTime);
    }

    static TestServer startWith(FeedKey feedKey) {
        return new TestServer(
                "http://localhost:8080",
                true,
                Map.of(),
                Map.of(),
                Optional.of(feedKey),
                OptionalInt.empty(),
                System::nanoTime,
                new InMemoryPaymentProvider());
    }

    static TestServer startWith(PaymentProvider provider) {
        return new TestServer(
                "http://localhost:8080",
                true,
                Map.of(),
                Map.of(),
                Optional.empty(),
                OptionalInt.empty(),
                System::nanoTime,
                provider);
    }

    /** With a port of its own for monitoring, and with more figures to tell. */
    static TestServer startMonitored(Map<String, MetricSource> metrics) {
        return new TestServer(
                "http://localhost:8080",
                true,
                Map.of(),
                metrics,
                Optional.empty(),
                OptionalInt.of(0),
                System::nanoTime,
                new InMemoryPaymentProvider());
    }

    /** Behind TLS, and without a mailbox to look into. */
    static TestServer startForProduction() {
        return new TestServer("https://tickets.example.com", false, Map.of(), System::nanoTime);
    }

    /** Another one over the same parts, that gives requests as long as may be when it closes. */
    HttpServer startPatient() {
        return HttpServer.start(
                new HttpSettings(
                        settings.host(),
                        settings.port(),
                        settings.publicUrl(),
                        settings.development(),
                        settings.corsOrigins(),
                        settings.rateLimits(),
                        settings.feedKey(),
                        settings.metricsPort(),
                        HttpSettings.MAX_SHUTDOWN_GRACE),
                needs);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        ticketing.stop().join();
        timer.shutdownNow();
        executor.close();
    }
}
