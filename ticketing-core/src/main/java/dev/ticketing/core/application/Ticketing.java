package dev.ticketing.core.application;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Mailboxes;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.projection.Projector;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.core.ticket.TicketHeld;
import dev.ticketing.core.ticket.TicketProjection;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWorkProjection;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The ticketing system, for a program to embed: everything that can be asked of it, over whichever
 * adapters it is given. One instance a process is enough; several processes may share a database.
 */
public final class Ticketing {

    private final Mailboxes mailboxes;
    private final Feed feed;
    private final Shows shows;
    private final Reservations reservations;
    private final Payments payments;
    private final Tickets tickets;
    private final Upkeep upkeep;
    private final Projector<TicketHeld> ticketProjector;
    private final Projector<OpenWork.Change> openWorkProjector;

    /** Where its data are kept. */
    public record Stores(
            EventLog log,
            Feed feed,
            Snapshots snapshots,
            TicketDirectory tickets,
            OpenWork openWork,
            SigningKeys keys) {}

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

    private Ticketing(Stores stores, Platform platform, PaymentProvider provider) {
        ticketProjector =
                new Projector<>(
                        new TicketProjection(),
                        stores.tickets,
                        stores.feed,
                        platform.executor,
                        platform.scheduler,
                        platform.failures);
        openWorkProjector =
                new Projector<>(
                        new OpenWorkProjection(),
                        stores.openWork,
                        stores.feed,
                        platform.executor,
                        platform.scheduler,
                        platform.failures);
        mailboxes =
                new Mailboxes(
                        new Mailboxes.Needs(
                                stores.log,
                                stores.feed,
                                stores.snapshots,
                                platform.clock,
                                platform.writers,
                                platform.scheduler,
                                platform.failures,
                                platform.limits,
                                this::committed));
        feed = stores.feed;
        WriteSide writes = new WriteSide(mailboxes, stores.log);
        shows = new Shows(writes, stores.feed, platform.ids, platform.clock);
        payments =
                new Payments(
                        writes,
                        provider,
                        platform.ids,
                        platform.clock,
                        platform.executor,
                        platform.scheduler,
                        platform.failures);
        reservations = new Reservations(writes, payments, platform.ids);
        tickets = new Tickets(writes, stores.tickets, codes(stores.keys, platform));
        upkeep =
                new Upkeep(
                        writes,
                        payments,
                        stores.openWork,
                        platform.ids,
                        platform.clock,
                        platform.executor,
                        platform.scheduler,
                        platform.failures);
    }

    /** Starts it: from now on holds end in time, and what a crash left open is settled. Blocks. */
    public static Ticketing start(Stores stores, Platform platform, PaymentProvider provider) {
        Ticketing ticketing = new Ticketing(stores, platform, provider);
        ticketing.ticketProjector.start();
        ticketing.openWorkProjector.start();
        ticketing.upkeep.start();
        return ticketing;
    }

    private static TicketCodes codes(SigningKeys keys, Platform platform) {
        keys.newest(Purpose.TICKET, () -> newKey(platform));
        return new TicketCodes(keys.all(Purpose.TICKET));
    }

    private static SigningKey newKey(Platform platform) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(TicketCodes.ALGORITHM).generateKeyPair();
            String id = platform.ids.next().toString();
            return new SigningKey(
                    id.substring(id.length() - 8),
                    Purpose.TICKET,
                    TicketCodes.ALGORITHM,
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    platform.clock.instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private void committed(Position position) {
        ticketProjector.wake();
        openWorkProjector.wake();
    }

    public Shows shows() {
        return shows;
    }

    public Reservations reservations() {
        return reservations;
    }

    public Payments payments() {
        return payments;
    }

    public Tickets tickets() {
        return tickets;
    }

    /** The position of the newest event. Blocks. */
    public Position head() {
        return feed.head();
    }

    /** What follows the log, for watching how far it has come. */
    public List<Projector<?>> projectors() {
        return List.of(ticketProjector, openWorkProjector);
    }

    /** Completes with true when the list of tickets has come to a position. */
    public CompletableFuture<Boolean> awaitTickets(Position position, Duration limit) {
        return ticketProjector.await(position, limit);
    }

    public WriteStatistics statistics() {
        return mailboxes.statistics();
    }

    /** Takes no more commands; completes when those that were taken have been answered. */
    public CompletableFuture<Void> stop() {
        upkeep.stop();
        return mailboxes
                .close()
                .thenRun(
                        () -> {
                            ticketProjector.stop();
                            openWorkProjector.stop();
                        });
    }
}
