package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

/**
 * What a client asks for. Many operations may share one.
 *
 * <p>Sealed, because the checker has to know the effect of each. Whatever else clients ask for
 * stays out of the ledger: see the package.
 */
public sealed interface Wish {

    /** To have places for a while. */
    record Hold(ShowId show, SectionId section, Places places) implements Wish {}

    /** To pay for a reservation. */
    record Pay(ReservationId reservation) implements Wish {}

    /** To give a reservation up. */
    record Cancel(ReservationId reservation) implements Wish {}
}
