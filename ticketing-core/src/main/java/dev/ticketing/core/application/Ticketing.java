package dev.ticketing.core.application;

import dev.ticketing.core.availability.AvailabilityProjection;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.customers.CustomersProjection;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.live.LiveUpdates;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.process.ProcessProjection;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.ticket.TicketRowProjection;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWorkProjection;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The ticketing system, for a program to embed: everything that can be asked of it, over whichever
 * adapters it is given. One instance a process is enough; several processes may share a database.
 */
public final class Ticketing {

    /** Everything that follows the log, by name in {@link #consumers()}. */
    public static final List<Projection> PROJECTIONS =
            List.of(
                    new OpenWorkProjection(),
                    new ShowProjection(),
                    new AvailabilityProjection(),
                    new ReservationProjection(),
                    new PaymentProjection(),
                    new TicketRowProjection(),
                    new SalesProjection(),
                    new CustomersProjection());

    /**
     * What sees to it that what has begun is brought to an end, by name in {@link #consumers()}.
     */
    public static final List<ProcessProjection<?, ?>> PROCESSES =
            List.of(
                    new ProcessProjection<>(new SettlementProcess()),
                    new ProcessProjection<>(new CancellationProcess()),
                    new ProcessProjection<>(new MailProcess()));

    private final Services services;
    private final RunningProcesses processes;
    private final Feed feed;

    /**
     * Where its data are kept.
     *
     * @param feed followed by many at once: best a {@link dev.ticketing.core.consumer.SharedFeed}
     *     that is told of every append to {@code log}
     */
    public record Stores(
            EventLog log,
            Feed feed,
            StoredFeed storedFeed,
            Snapshots snapshots,
            ConsumerStore consumers,
            Wakeups wakeups,
            OpenWork openWork,
            SigningKeys keys,
            Journal journal,
            WebhookInbox webhooks,
            Directories directories) {}

    /**
     * What it runs on.
     *
     * @param executor for work that blocks: virtual threads in production
     * @param writers for the steps of mailboxes and of the committer. In production a few platform
     *     threads of their own: in one queue with thousands of requests, each step of a commit
     *     would wait until all of them have had their turn
     * @param failures is told of failures that no caller waits for
     */
    public record Platform(
            InstantSource clock,
            IdSource ids,
            Executor executor,
            Executor writers,
            Scheduler scheduler,
            FailureListener failures,
            MailboxLimits limits) {

        /**
         * With ids of its own, the default limits, and one executor for everything.
         *
         * @param executor as in the record; stays the caller's to shut down
         * @param timer stays the caller's to shut down
         */
        public static Platform of(
                InstantSource clock,
                Executor executor,
                ScheduledExecutorService timer,
                FailureListener failures) {
            return new Platform(
                    clock,
                    new UuidV7Source(clock),
                    executor,
                    executor,
                    Scheduler.on(timer),
                    failures,
                    MailboxLimits.DEFAULT);
        }
    }

    /**
     * What may be chosen.
     *
     * @param own what the program adds that follows the log, too
     */
    public record Options(LateCapture lateCapture, OwnConsumers own) {

        public static final Options DEFAULT = new Options(LateCapture.RESEAT_OR_REFUND);

        /** Without anything of one's own. */
        public Options(LateCapture lateCapture) {
            this(lateCapture, OwnConsumers.NONE);
        }

        public Options with(OwnConsumers newOwn) {
            return new Options(lateCapture, newOwn);
        }
    }

    private Ticketing(
            Stores stores,
            Platform platform,
            PaymentProvider provider,
            Options options,
            Optional<Mailing> mailing) {
        feed = stores.feed;
        services = new Services(stores, platform, provider, options, mailing);
        // The last, for whoever does what own processes send is handed the whole of this.
        processes =
                new RunningProcesses(
                        stores.consumers, services, platform, options.own.processes(), this);
    }

    /** Starts it: from now on holds end in time, and what a crash left open is settled. Blocks. */
    public static Ticketing start(Stores stores, Platform platform, PaymentProvider provider) {
        return start(stores, platform, provider, Options.DEFAULT);
    }

    /** As {@link #start(Stores, Platform, PaymentProvider)}, with other than the usual choices. */
    public static Ticketing start(
            Stores stores, Platform platform, PaymentProvider provider, Options options) {
        return start(stores, platform, provider, options, Optional.empty());
    }

    /**
     * As {@link #start(Stores, Platform, PaymentProvider, Options)}.
     *
     * @param mailing how buyers are told by mail what becomes of what they bought; if empty, they
     *     are not
     */
    public static Ticketing start(
            Stores stores,
            Platform platform,
            PaymentProvider provider,
            Options options,
            Optional<Mailing> mailing) {
        Ticketing ticketing = new Ticketing(stores, platform, provider, options, mailing);
        ticketing.services.followers.start();
        ticketing.processes.start();
        ticketing.services.money.start();
        ticketing.services.upkeep.start();
        ticketing.services.live.start();
        return ticketing;
    }

    /**
     * Starts what decides and records, and nothing that follows the log: lists stay as they are,
     * and no hold ends by itself. To measure what following costs. Blocks.
     */
    public static Ticketing startWritesOnly(
            Stores stores, Platform platform, PaymentProvider provider) {
        return new Ticketing(stores, platform, provider, Options.DEFAULT, Optional.empty());
    }

    public Shows shows() {
        return services.shows;
    }

    public Sections sections() {
        return services.sections;
    }

    public ShowMembers members() {
        return services.members;
    }

    public Reservations reservations() {
        return services.reservations;
    }

    /** What has happened to reservations. */
    public Histories histories() {
        return services.histories;
    }

    public Payments payments() {
        return services.money.payments;
    }

    /** What providers tell by themselves. */
    public Webhooks webhooks() {
        return services.money.webhooks;
    }

    public Cancellations cancellations() {
        return services.cancellations;
    }

    public Tickets tickets() {
        return services.tickets;
    }

    public Listings listings() {
        return services.listings;
    }

    public Analytics analytics() {
        return services.analytics;
    }

    /** Tells what happens while it happens. */
    public LiveUpdates live() {
        return services.live;
    }

    /** The position of the newest event. Blocks. */
    public Position head() {
        return feed.head();
    }

    /**
     * Whether reads of single aggregates, and of what is kept in memory, include everything up to a
     * position. Blocks at most for a look at the log.
     */
    public boolean includes(Position position) {
        return services.tail.reaches(position);
    }

    /** What is kept in memory, and how often that was of use; by name. */
    public List<CacheStatistics> cacheStatistics() {
        List<CacheStatistics> caches = new ArrayList<>(services.availability.statistics());
        caches.add(services.catalogue.statistics());
        return caches;
    }

    /** What follows the log. */
    public Consumers consumers() {
        return services.followers.consumers;
    }

    /** All read models, the program's own among them, for whoever verifies what is stored. */
    public List<Projection> readModels() {
        return services.followers.readModels;
    }

    /** What the program's own projections keep. */
    public OwnRows ownRows() {
        return services.ownRows;
    }

    /** What follows the log, for operators. */
    public Subscriptions subscriptions() {
        return services.followers.subscriptions;
    }

    /** What could not be handled, for operators. */
    public DeadLetters deadLetters() {
        return services.followers.deadLetters;
    }

    /** All that was ever recorded, for programs that follow the log from outside. */
    public Recorded recorded() {
        return services.followers.recorded;
    }

    public WriteStatistics statistics() {
        return services.mailboxes.statistics();
    }

    /**
     * Takes no more commands; completes when those that were taken have been answered, what follows
     * the log has given back its leases, and nothing of it runs any more.
     */
    public CompletableFuture<Void> stop() {
        services.upkeep.stop();
        processes.stop();
        services.money.stop();
        services.live.stop();
        services.followers.stopTelling();
        return services.mailboxes
                .close()
                .thenCompose(none -> services.followers.stop())
                .thenCompose(none -> services.money.written())
                .whenComplete((none, failure) -> services.followers.wakeups.close());
    }
}
