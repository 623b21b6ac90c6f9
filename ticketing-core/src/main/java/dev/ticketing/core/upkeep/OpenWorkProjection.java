package dev.ticketing.core.upkeep;

import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.projection.Projection;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork.Change;
import dev.ticketing.core.upkeep.OpenWork.Change.HoldEnds;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferBegun;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferEnded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which sections and payments somebody has to come back to. */
public final class OpenWorkProjection implements Projection<Change> {

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(
                SeatsHeld.class,
                PaymentRequested.class,
                PaymentCaptured.class,
                PaymentFailed.class,
                RefundRequested.class,
                RefundCompleted.class);
    }

    @Override
    public List<Change> fold(List<RecordedEvent> events) {
        Map<StreamId, Instant> firstEnding = new LinkedHashMap<>();
        Map<UUID, Change> transfers = new LinkedHashMap<>();
        for (RecordedEvent recorded : events) {
            switch (recorded.event()) {
                case SeatsHeld held ->
                        firstEnding.merge(
                                recorded.stream(), held.expiresAt(), OpenWorkProjection::earlier);
                case PaymentRequested requested ->
                        begin(requested.request().id().value(), recorded, transfers);
                case PaymentCaptured captured -> end(paymentOf(recorded).value(), transfers);
                case PaymentFailed failed -> end(paymentOf(recorded).value(), transfers);
                case RefundRequested requested ->
                        begin(requested.refund().id().value(), recorded, transfers);
                case RefundCompleted completed -> end(completed.refund().value(), transfers);
                default -> {
                    // Not among the interests.
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        firstEnding.forEach((stream, at) -> changes.add(holdEnds(stream, at)));
        changes.addAll(transfers.values());
        return changes;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void begin(UUID id, RecordedEvent recorded, Map<UUID, Change> transfers) {
        transfers.put(id, new TransferBegun(id, paymentOf(recorded), recorded.recordedAt()));
    }

    private static void end(UUID id, Map<UUID, Change> transfers) {
        transfers.put(id, new TransferEnded(id));
    }

    private static PaymentId paymentOf(RecordedEvent recorded) {
        return new PaymentId(UUID.fromString(recorded.stream().key()));
    }

    private static HoldEnds holdEnds(StreamId inventory, Instant at) {
        String key = inventory.key();
        int slash = key.indexOf('/');
        return new HoldEnds(
                new ShowId(UUID.fromString(key.substring(0, slash))),
                new SectionId(key.substring(slash + 1)),
                at);
    }
}
