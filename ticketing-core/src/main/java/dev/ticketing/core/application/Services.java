package dev.ticketing.core.application;

import dev.ticketing.core.application.Ticketing.Options;
import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.live.LiveUpdates;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mailbox.Mailboxes;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.show.ShowProjection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All that one instance of the system consists of, put together. */
final class Services {

    final LogFollowers followers;
    final OwnRows ownRows;
    final Mailboxes mailboxes;
    final Shows shows;
    final Sections sections;
    final ShowMembers members;
    final PaymentServices money;
    final Reservations reservations;
    final Tickets tickets;
    final Listings listings;
    final Upkeep upkeep;
    final Cancellations cancellations;
    final Analytics analytics;
    final LiveUpdates live;
    final Histories histories;
    final AvailabilityCache availability;
    final Catalogue catalogue;
    final LogTail tail;
    final EffectHandler<MailTask> mails;

    Services(
            Stores stores,
            Platform platform,
            PaymentProvider provider,
            Options options,
            Optional<Mailing> mailing) {
        followers = new LogFollowers(stores, platform, options.own());
        ownRows = new OwnRows(stores.consumers(), options.own().projections());
        availability = new AvailabilityCache(platform.clock());
        catalogue =
                new Catalogue(
                        stores.directories().shows(),
                        () -> followers.consumers.reached(ShowProjection.NAME),
                        platform.clock());
        tail = new LogTail(stores.feed(), platform.clock(), List.of(availability, catalogue));
        mailboxes =
                new Mailboxes(
                        new Mailboxes.Needs(
                                stores.log(),
                                stores.feed(),
                                stores.snapshots(),
                                platform.clock(),
                                platform.writers(),
                                platform.scheduler(),
                                platform.failures(),
                                platform.limits(),
                                this::committed));
        WriteSide writes = new WriteSide(mailboxes, stores.log());
        shows =
                new Shows(
                        writes,
                        platform.ids(),
                        platform.clock(),
                        new PlaceCounts(writes, platform.clock(), tail, availability));
        sections = new Sections(writes, platform.ids());
        members = new ShowMembers(writes, shows);
        money = new PaymentServices(writes, stores, platform, provider, options.lateCapture());
        reservations = new Reservations(writes, money.payments, platform.ids());
        histories =
                new Histories(
                        writes,
                        reservations,
                        stores.log(),
                        stores.feed(),
                        stores.storedFeed(),
                        stores.journal());
        tickets = new Tickets(writes, TicketKeys.codes(stores.keys(), platform));
        listings = new Listings(writes, stores.directories(), tickets, tail, catalogue);
        analytics = new Analytics(writes, stores.directories());
        live =
                new LiveUpdates(
                        new LiveUpdates.Needs(
                                stores.feed(),
                                new LiveState(
                                        writes,
                                        shows,
                                        stores.directories().reservations(),
                                        followers.consumers,
                                        platform.clock()),
                                followers.wakeups,
                                platform.clock(),
                                platform.executor(),
                                platform.scheduler(),
                                platform.failures()));
        cancellations =
                new Cancellations(
                        writes,
                        shows,
                        stores.directories().sales(),
                        followers.consumers,
                        platform.ids(),
                        platform.executor(),
                        platform.failures(),
                        money.payments::refundNow);
        upkeep =
                new Upkeep(
                        writes,
                        stores.openWork(),
                        platform.ids(),
                        platform.clock(),
                        platform.executor(),
                        platform.scheduler(),
                        platform.failures());
        mails = mails(stores, platform, writes, mailing);
    }

    private EffectHandler<MailTask> mails(
            Stores stores, Platform platform, WriteSide writes, Optional<Mailing> mailing) {
        return mailing.<EffectHandler<MailTask>>map(
                        given ->
                                new Mails(
                                        new LetterWriter(
                                                writes,
                                                tickets,
                                                stores.directories().reservations(),
                                                platform.clock(),
                                                given),
                                        given,
                                        stores.journal(),
                                        platform.clock(),
                                        platform.failures()))
                .orElse((id, correlation, task) -> CompletableFuture.completedFuture(null));
    }

    private void committed(Position position) {
        tail.recorded(position);
        followers.committed();
        live.wake();
    }
}
