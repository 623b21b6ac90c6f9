package dev.ticketing.core.ticket;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;

/**
 * What remains of a ticket to somebody who has handed it on: what it was right after that. What
 * becomes of it later is the business of those who hold it later.
 *
 * @param facts with the holder whom they gave it to
 * @param version the ticket's, right after
 */
public record PassedOn(TicketFacts facts, Version version) implements TicketView {

    public static final Table<By, PassedOn> PASSED_ON =
            new Table<>("ticket_passed_on", By.class, PassedOn.class);

    /** Who has handed on which ticket. */
    public record By(UserId holder, TicketId ticket) {}
}
