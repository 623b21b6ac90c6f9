package dev.ticketing.core.mail;

import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.TicketRow;

import java.util.List;

/** Makes what people take along of tickets. Safe for any number of threads. */
@FunctionalInterface
public interface TicketPapers {

    /**
     * What is attached to a mail with tickets: papers with their codes, and an entry for the
     * calendar.
     *
     * @param tickets at least one, all of the show and of the one who gets the mail
     */
    List<Attachment> of(Loaded<Show.Existing> show, List<Paper> tickets);

    /**
     * A ticket.
     *
     * @param code what admits
     */
    record Paper(TicketRow ticket, String code) {}
}
