package dev.ticketing.core.upkeep;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.OpenTransfer;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which sections and payments somebody has to come back to. */
public final class OpenWorkProjection implements Projection {

    @Override
    public String name() {
        return "open-work";
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(OpenWork.SECTIONS, OpenWork.TRANSFERS);
    }

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
    public Set<String> categories() {
        return Set.of("inventory", "payment");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        switch (recorded.event()) {
            case SeatsHeld held -> holdEnds(recorded, held.expiresAt(), rows);
            case PaymentRequested requested ->
                    begin(
                            requested.request().id().value(),
                            requested.request().requestedAt(),
                            recorded,
                            rows);
            case PaymentCaptured captured -> end(Payment.idOf(recorded.stream()).value(), rows);
            case PaymentFailed failed -> end(Payment.idOf(recorded.stream()).value(), rows);
            case RefundRequested requested ->
                    begin(requested.refund().id().value(), requested.at(), recorded, rows);
            case RefundCompleted completed -> end(completed.refund().value(), rows);
            default -> {
                // Not among the interests.
            }
        }
    }

    /** The position changes with every hold: who has read the row before must not settle it. */
    private static void holdEnds(RecordedEvent recorded, Instant at, Rows rows) {
        SectionOfShow section = sectionOf(recorded.stream());
        Optional<Due> known = rows.get(OpenWork.SECTIONS, section);
        Instant first = known.map(Due::at).filter(before -> before.isBefore(at)).orElse(at);
        rows.put(OpenWork.SECTIONS, section, new Due(first, recorded.position()));
    }

    /**
     * By the clock that says later how long ago it was: that of the log may be minutes away, and
     * what had only just begun would be taken for left behind.
     */
    private static void begin(UUID id, Instant at, RecordedEvent recorded, Rows rows) {
        PaymentId payment = Payment.idOf(recorded.stream());
        rows.put(OpenWork.TRANSFERS, id, new OpenTransfer(id, payment, at));
    }

    private static void end(UUID id, Rows rows) {
        rows.remove(OpenWork.TRANSFERS, id);
    }

    private static SectionOfShow sectionOf(StreamId inventory) {
        String key = inventory.key();
        int slash = key.indexOf('/');
        return new SectionOfShow(
                new ShowId(UUID.fromString(key.substring(0, slash))),
                new SectionId(key.substring(slash + 1)));
    }
}
