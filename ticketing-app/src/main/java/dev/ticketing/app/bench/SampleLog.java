package dev.ticketing.app.bench;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Fills an empty log with what a ticket shop records: shows with several sections, holds that
 * expire and holds that are paid for, tickets, cancellations with refunds, many orders at a time.
 * Straight into the log, and yet each history is one that the rules allow. For one thread.
 */
public final class SampleLog {

    private static final int SECTIONS = 4;
    private static final int PLACES_PER_SECTION = 2_000;
    private static final int CUSTOMERS = 20_000;
    private static final int ORDERS_AT_A_TIME = 400;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(40);
    private static final Duration AHEAD = Duration.ofDays(90);
    private static final Currency EURO = Currency.getInstance("EUR");

    /** Half of what an append may hold: the units of a show that begins have to fit too. */
    private static final int UNITS = EventLog.MAX_UNITS / 2;

    private final EventLog log;
    private final IdSource ids;
    private final SplittableRandom random;
    private final List<UserId> customers = new ArrayList<>();
    private final List<ShowId> shows = new ArrayList<>();
    private final List<SampleOrder> orders = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final Map<StreamId, Version> versions = new HashMap<>();
    private Instant now;
    private int placesLeft;
    private long recorded;

    /**
     * @param seed decides what happens; ids are drawn from their source
     */
    public SampleLog(EventLog log, IdSource ids, Instant start, long seed) {
        this.log = log;
        this.ids = ids;
        this.now = start;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(new UserId(new UUID(random.nextLong(), random.nextLong())));
        }
    }

    /**
     * Records at least so many events, and ends every order that has begun.
     *
     * @param progress is told now and then how many there are
     */
    public void fill(long events, LongConsumer progress) {
        while (recorded < events || !orders.isEmpty()) {
            if (recorded < events && orders.size() < ORDERS_AT_A_TIME) {
                orders.add(order());
            }
            int at = random.nextInt(orders.size());
            now = now.plus(BETWEEN_STEPS);
            unit(orders.get(at).next(now));
            if (orders.get(at).isOver()) {
                orders.set(at, orders.getLast());
                orders.removeLast();
            }
            if (units.size() >= UNITS) {
                append();
                progress.accept(recorded);
            }
        }
        append();
    }

    /** The shows that there are, oldest first. */
    public List<ShowId> shows() {
        return List.copyOf(shows);
    }

    /** Who buys. */
    public List<UserId> customers() {
        return List.copyOf(customers);
    }

    private SampleOrder order() {
        int quantity = 1 + random.nextInt(3);
        if (placesLeft < quantity + SECTIONS * 3) {
            openShow();
        }
        placesLeft -= quantity;
        // One section after the other: what is left over was counted above.
        int taken = SECTIONS * PLACES_PER_SECTION - placesLeft;
        int section = Math.min(SECTIONS - 1, taken / PLACES_PER_SECTION);
        return new SampleOrder(
                new SampleOrder.Facts(
                        shows.getLast(),
                        new SectionId("s" + section),
                        new TierId("t" + section),
                        new Money(2_500L * (section + 1), EURO),
                        customers.get(random.nextInt(CUSTOMERS)),
                        quantity),
                SampleOrder.Fate.drawn(random.nextInt(100)),
                ids);
    }

    private void openShow() {
        ShowId show = new ShowId(ids.next());
        shows.add(show);
        placesLeft = SECTIONS * PLACES_PER_SECTION;
        ShowDetails details = details(shows.size());
        Map<StreamId, List<DomainEvent>> events = new HashMap<>();
        unit(
                Map.of(
                        Show.at(show).stream(),
                        List.of(
                                new ShowCreated(show, customers.getFirst(), details, now),
                                new ShowPublished(now))));
        events.put(Show.at(show).stream(), List.of(new SalesOpened(now)));
        for (Section section : details.sections()) {
            events.put(
                    Inventory.at(show, section.id()).stream(),
                    List.of(new SectionOpened(show, section.id(), section.seating())));
        }
        unit(events);
    }

    private ShowDetails details(int number) {
        List<Section> sections = new ArrayList<>();
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < SECTIONS; i++) {
            SectionId id = new SectionId("s" + i);
            // Room for the order that crosses from one section to the next.
            sections.add(
                    new Section(id, "Section " + i, new Seating.General(PLACES_PER_SECTION + 16)));
            tiers.add(
                    Tier.always(
                            new TierId("t" + i),
                            "Tier " + i,
                            id,
                            new Money(2_500L * (i + 1), EURO)));
        }
        return ShowDetails.of(
                "Show " + number,
                now.plus(AHEAD),
                now.plus(AHEAD).plus(Duration.ofHours(3)),
                ZoneOffset.UTC,
                new Venue("Hall " + number % 20, ""),
                sections,
                tiers);
    }

    private void unit(Map<StreamId, List<DomainEvent>> events) {
        UUID command = ids.next();
        List<StreamAppend> streams = new ArrayList<>();
        events.forEach(
                (stream, of) -> {
                    Version version = versions.getOrDefault(stream, Version.NONE);
                    streams.add(new StreamAppend(stream, version, of));
                    versions.put(stream, version.plus(of.size()));
                    recorded += of.size();
                });
        units.add(
                new Unit(
                        new CommandKey(new CommandId(command), 0),
                        streams,
                        EventMetadata.ofSystem("bench", command)));
    }

    private void append() {
        if (units.isEmpty()) {
            return;
        }
        for (AppendResult result : log.append(units)) {
            if (!(result instanceof AppendResult.Appended)) {
                throw new TicketingException("the log was not empty: " + result);
            }
        }
        units.clear();
        // An order that is over is not heard of again.
        if (orders.isEmpty() || versions.size() > MAX_VERSIONS) {
            forget();
        }
    }

    private static final int MAX_VERSIONS = 200_000;

    private void forget() {
        Map<StreamId, Version> kept = new HashMap<>();
        versions.forEach(
                (stream, version) -> {
                    if (stream.category().equals("show") || stream.category().equals("inventory")) {
                        kept.put(stream, version);
                    }
                });
        for (SampleOrder order : orders) {
            for (StreamId stream : order.streams()) {
                Version version = versions.get(stream);
                if (version != null) {
                    kept.put(stream, version);
                }
            }
        }
        versions.clear();
        versions.putAll(kept);
    }
}
