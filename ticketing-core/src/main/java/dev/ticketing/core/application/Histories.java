package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventLog.AppliedCommand;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.Transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has happened to reservations, from the hold to the door: told from the log itself, so it is
 * always current, and from the journal, a moment later. Blocks; safe for any number of threads.
 * Throws {@link LogUnavailable} when the log cannot be reached.
 *
 * <p>It costs as much as the reservation is long, however long its section's stream has become: its
 * own stream, those of its payments and tickets, and of the units in which it takes or gives places
 * what they say of its places. If nobody has tried to pay for it, also as much as its section has
 * said of holds that were over, from when it was made until it was over itself.
 */
public final class Histories {

    private static final Set<Class<? extends DomainEvent>> PLACES =
            Interests.all(InventoryEvent.class);

    /** How many ends of holds are read at a time. */
    private static final int LAPSES = 100;

    private final WriteSide writes;
    private final Reservations reservations;
    private final EventLog log;
    private final Feed feed;
    private final StoredFeed stored;
    private final Journal journal;

    Histories(
            WriteSide writes,
            Reservations reservations,
            EventLog log,
            Feed feed,
            StoredFeed stored,
            Journal journal) {
        this.writes = writes;
        this.reservations = reservations;
        this.log = log;
        this.feed = feed;
        this.stored = stored;
        this.journal = journal;
    }

    /**
     * The story of a reservation, in order: of events that of the log, and what is none before the
     * first event that was recorded after it. Empty if the caller may not see it. Customers are not
     * told who else was at work: whoever takes the places of a hold that is over records its end,
     * and who is given a ticket, or hands it on further, is nobody that its buyer has to know.
     */
    public Optional<List<HistoryEntry>> of(Caller caller, ReservationId id) {
        List<JournalEntry> passed = journal.of(id);
        // What comes while this is read might be seen in one stream and not in another.
        Position head = feed.head();
        return reservations
                .find(caller, id)
                .map(found -> found.state().terms())
                .map(
                        terms -> {
                            var show = Show.at(terms.show());
                            Reader reader =
                                    new Reader(
                                            caller, Shows.existing(writes.current(show).state()));
                            return Telling.merged(entries(eventsOf(id, head), reader), passed);
                        });
    }

    /** Everything that belongs to it up to the head, by position. */
    private Map<Position, DomainEvent> eventsOf(ReservationId id, Position head) {
        List<RecordedEvent> own = read(List.of(Reservation.at(id).stream()), head);
        List<RecordedEvent> all = new ArrayList<>(own);
        all.addAll(read(streamsOf(own), head));
        for (AppliedCommand unit : unitsWithPlaces(own)) {
            all.addAll(placesOf(id, unit));
        }
        Map<Position, DomainEvent> events = new TreeMap<>();
        all.forEach(recorded -> events.put(recorded.position(), recorded.event()));
        if (own.size() == 1) {
            // Nothing has come of it: its own stream would not say that it is over.
            all.stream()
                    .filter(recorded -> recorded.event() instanceof SeatsHeld)
                    .findFirst()
                    .ifPresent(held -> putLapse(id, held, head, events));
        }
        return events;
    }

    /** Adds the end of a hold, if the section has said it. */
    private void putLapse(
            ReservationId id,
            RecordedEvent held,
            Position head,
            Map<Position, DomainEvent> events) {
        Version after = held.version();
        List<RecordedEvent> page;
        do {
            page = log.readOf(held.stream(), HoldsLapsed.class, after, LAPSES);
            for (RecordedEvent recorded : page) {
                after = recorded.version();
                if (head.isBefore(recorded.position())) {
                    return;
                }
                Optional<Lapsed> own = lapsed(id, recorded);
                if (own.isPresent()) {
                    // Of the others nothing is told.
                    events.put(recorded.position(), new HoldsLapsed(List.of(own.get())));
                    return;
                }
            }
        } while (page.size() == LAPSES);
    }

    private static Optional<Lapsed> lapsed(ReservationId id, RecordedEvent recorded) {
        return recorded.event() instanceof HoldsLapsed(var holds)
                ? holds.stream().filter(hold -> hold.reservation().equals(id)).findFirst()
                : Optional.empty();
    }

    private List<RecordedEvent> read(Collection<StreamId> streams, Position head) {
        return log.readAll(streams).values().stream()
                .flatMap(List::stream)
                .filter(recorded -> !head.isBefore(recorded.position()))
                .toList();
    }

    /** Of all attempts to pay, and of all tickets. */
    private static Set<StreamId> streamsOf(List<RecordedEvent> own) {
        Set<StreamId> streams = new LinkedHashSet<>();
        for (RecordedEvent recorded : own) {
            if (recorded.event() instanceof ReservationPaymentStarted attempt) {
                streams.add(Payment.at(attempt.payment()).stream());
            } else if (recorded.event() instanceof ReservationConfirmed confirmed) {
                confirmed.tickets().forEach(ticket -> streams.add(Ticket.at(ticket).stream()));
            }
        }
        return streams;
    }

    private Collection<AppliedCommand> unitsWithPlaces(List<RecordedEvent> own) {
        List<CommandId> commands =
                own.stream()
                        .filter(recorded -> movesPlaces((ReservationEvent) recorded.event()))
                        .map(RecordedEvent::command)
                        .distinct()
                        .toList();
        Collection<AppliedCommand> units = log.applied(commands).values();
        if (units.size() != commands.size()) {
            throw new CorruptLog("commands with events that were never applied: " + commands);
        }
        return units;
    }

    private static boolean movesPlaces(ReservationEvent event) {
        return switch (event) {
            case ReservationStarted started -> true;
            case ReservationConfirmed confirmed -> true;
            case ReservationExpired expired -> true;
            case ReservationCancelled cancelled -> true;
            case ReservationPaymentRefused refused -> true;
            case ReservationReseated reseated -> true;
            case ReservationRefunded refunded -> true;
            case ReservationPaymentStarted attempt -> false;
            case ReservationPaymentDeclined declined -> false;
        };
    }

    /** A unit may end many holds: of the others nothing is told. */
    private List<RecordedEvent> placesOf(ReservationId id, AppliedCommand unit) {
        List<RecordedEvent> events = new ArrayList<>();
        Position after = new Position(unit.first().value() - 1);
        while (after.isBefore(unit.last())) {
            int rest = Math.toIntExact(unit.last().value() - after.value());
            Feed.Page page = feed.read(after, rest, PLACES);
            if (page.upTo().equals(after)) {
                throw new CorruptLog("the log ends within a unit, at position " + after.value());
            }
            page.events().stream().filter(recorded -> isOf(id, recorded)).forEach(events::add);
            after = page.upTo();
        }
        return events;
    }

    private static boolean isOf(ReservationId id, RecordedEvent recorded) {
        // What cannot be read is not known to be of this one.
        return recorded.event() instanceof InventoryEvent event
                && switch (event) {
                    case SeatsHeld held -> held.reservation().equals(id);
                    case SeatsSold sold -> sold.reservation().equals(id);
                    case SeatsReleased released -> released.reservation().equals(id);
                    case HoldsLapsed lapsed -> false; // a stranger's, who had to give way
                    case SectionOpened opened -> false;
                    case SeatsBlocked blocked -> false;
                    case SeatsUnblocked unblocked -> false;
                };
    }

    private List<HistoryEntry> entries(Map<Position, DomainEvent> events, Reader reader) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (StoredEvent event : stored.at(events.keySet())) {
            DomainEvent said = events.get(event.position());
            if (said != null) {
                entries.add(reader.entry(event, said));
            }
        }
        return List.copyOf(entries);
    }

    /** Who reads, and whom they may know. */
    private record Reader(Caller caller, Show.Existing show) {

        private static final String USER = "user";

        HistoryEntry entry(StoredEvent event, DomainEvent said) {
            String actor = event.metadata().actor();
            Optional<String> acting =
                    actor.startsWith(USER + ":")
                            ? Optional.of(actor.substring(USER.length() + 1))
                            : Optional.empty();
            List<String> strangers =
                    Stream.concat(acting.stream(), named(said))
                            .filter(user -> !mayKnow(user, said))
                            .toList();
            return new HistoryEntry(
                    Optional.of(event.position()),
                    event.recordedAt(),
                    event.type(),
                    Sentences.of(said),
                    acting.filter(strangers::contains).isPresent() ? USER : actor,
                    event.metadata().correlationId(),
                    said instanceof HoldsLapsed(var holds)
                            ? own(holds.getFirst())
                            : new HistoryEntry.Data.Stored(without(strangers, event.payload())));
        }

        /** What is stored names other people's reservations as well. */
        private static HistoryEntry.Data own(Lapsed hold) {
            Map<String, String> facts = new TreeMap<>();
            facts.put("reservation", hold.reservation().toString());
            facts.put("quantity", Integer.toString(hold.places().quantity()));
            if (!hold.places().seats().isEmpty()) {
                facts.put(
                        "seats",
                        hold.places().seats().stream()
                                .map(SeatLabel::value)
                                .collect(Collectors.joining(", ")));
            }
            return new HistoryEntry.Data.Facts(facts);
        }

        /** Others than who caused it and the customer. */
        private static Stream<String> named(DomainEvent said) {
            return said instanceof TicketTransferred(Transfer transfer)
                    ? Stream.of(transfer.from().toString(), transfer.to().toString())
                    : Stream.empty();
        }

        /** A customer knows the owner as such, and not as somebody who is given a ticket. */
        private boolean mayKnow(String user, DomainEvent said) {
            return caller.organizes(show)
                    || user.equals(caller.user().toString())
                    || (user.equals(show.facts().owner().toString())
                            && !(said instanceof TicketTransferred));
        }

        /** An id has nothing in it that JSON would write otherwise. */
        private static String without(List<String> ids, String json) {
            String rest = json;
            for (String id : ids) {
                rest = rest.replace('"' + id + '"', "null");
            }
            return rest;
        }
    }
}
