package dev.ticketing.core.ticket;

import dev.ticketing.core.log.Version;

/** A ticket as it is shown: as it is, or, to who has handed it on, as it was then. */
public sealed interface TicketView permits TicketRow, PassedOn {

    TicketFacts facts();

    Version version();
}
