package dev.ticketing.core.consumer;

import dev.ticketing.core.log.Position;

import java.time.Instant;

/** What a consumer knows for as long as it has the lease. For one thread. */
final class Tenure {

    final Lease lease;
    final Aside aside;

    /** Up to where it has come, as the store knows it. */
    Position stored;

    /** When the lease was last prolonged. */
    Instant renewed;

    /** When it last looked at what is set aside although nothing was. */
    Instant looked;

    Tenure(Lease lease, Aside aside, Instant now) {
        this.lease = lease;
        this.aside = aside;
        this.stored = lease.position();
        this.renewed = now;
        this.looked = now;
    }
}
