package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.testkit.SequentialIds;

import java.util.List;
import java.util.Optional;

/** What had happened to the reservation in question, as a server tells it that nothing ails. */
final class Story {

    /** No server of a world has so high a number. */
    private static final int READER = 99;

    private final SimulatedWorld world;

    Story(SimulatedWorld world) {
        this.world = world;
    }

    /** Line by line; nothing, if what is broken names no reservation. */
    List<String> of(SimulatedWorld.Broken broken) {
        try {
            return reservation(broken).map(this::of).orElse(List.of());
        } catch (RuntimeException e) {
            // What is broken may be what it would be told with.
            return List.of("The story cannot be told: " + e);
        }
    }

    /** The first that is named, by its own name or by that of one of its payments. */
    private Optional<ReservationId> reservation(SimulatedWorld.Broken broken) {
        List<RecordedEvent> log = world.log().recorded();
        String said =
                broken.position()
                        .filter(at -> at.value() > 0 && at.value() <= log.size())
                        .map(at -> broken.message() + log.get((int) at.value() - 1))
                        .orElse(broken.message());
        return log.stream().flatMap(one -> named(one.event(), said).stream()).findFirst();
    }

    private static Optional<ReservationId> named(DomainEvent event, String said) {
        return switch (event) {
            case ReservationStarted(Terms terms) when said.contains(terms.id().toString()) ->
                    Optional.of(terms.id());
            case PaymentRequested(PaymentRequest request)
                    when said.contains(request.id().toString()) ->
                    Optional.of(request.reservation());
            default -> Optional.empty();
        };
    }

    private List<String> of(ReservationId id) {
        return reader().histories().of(world.administrator(), id).stream()
                .flatMap(List::stream)
                .map(Story::line)
                .toList();
    }

    private Ticketing reader() {
        Database database = world.database();
        return Ticketing.startWritesOnly(
                new Ticketing.Stores(
                        database.log,
                        database.log,
                        database.storedFeed,
                        database.snapshots,
                        database.consumers,
                        Wakeups.NONE,
                        database.openWork,
                        database.keys,
                        database.journal,
                        database.webhooks,
                        database.directories),
                new Ticketing.Platform(
                        world.time(),
                        new SequentialIds(READER),
                        Runnable::run,
                        Runnable::run,
                        (delay, task) -> {},
                        (task, cause) -> {},
                        MailboxLimits.DEFAULT),
                world.provider().books());
    }

    private static String line(HistoryEntry entry) {
        String position =
                entry.position().map(at -> Long.toString(at.value())).orElse("beside the log");
        return entry.at() + " " + position + " " + entry.type() + ": " + entry.summary();
    }
}
