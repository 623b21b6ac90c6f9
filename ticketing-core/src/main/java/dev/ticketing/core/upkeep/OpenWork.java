package dev.ticketing.core.upkeep;

import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is still to be done, kept durably so that it is done after a restart too: sections whose
 * holds will end, and payments and refunds that the provider has not settled.
 */
public interface OpenWork extends ReadModel<OpenWork.Change> {

    /** The sections that have a hold that ends at or before an instant, the earliest first. */
    List<DueSection> dueSections(Instant now, int limit);

    /**
     * Says when a section is due next, or that it is not. Does nothing if the section's time has
     * been changed since it was read.
     */
    void reschedule(DueSection was, Optional<Instant> next);

    /** Attempts and refunds that were begun before an instant and not ended, the oldest first. */
    List<OpenTransfer> transfersBegunBefore(Instant before, int limit);

    /** A section, and when the first of its holds ends. */
    record DueSection(ShowId show, SectionId section, Instant at) {}

    /**
     * Money that may be moving.
     *
     * @param id the attempt's payment id, or the refund's id
     */
    record OpenTransfer(UUID id, PaymentId payment, Instant since) {}

    /** What an event changes in it. */
    sealed interface Change {

        /** The section is due at this instant, or earlier if it was so before. */
        record HoldEnds(ShowId show, SectionId section, Instant at) implements Change {}

        record TransferBegun(UUID id, PaymentId payment, Instant since) implements Change {}

        record TransferEnded(UUID id) implements Change {}
    }
}
