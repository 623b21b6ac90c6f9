package dev.ticketing.testkit.simulation;

import dev.ticketing.core.reservation.PaymentId;

import java.util.Map;

/** A payment provider's own books: what is in the log has to agree with them in the end. */
@FunctionalInterface
public interface ProviderBooks {

    /**
     * What it has kept for each payment that it has ever taken money for, in the minor unit of the
     * currency: 0, where all of it went back.
     */
    Map<PaymentId, Long> kept();
}
