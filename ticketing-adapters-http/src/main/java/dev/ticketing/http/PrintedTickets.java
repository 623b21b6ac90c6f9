package dev.ticketing.http;

import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.show.Show;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tickets as they are attached to mails: the same papers and entries that can be downloaded. */
public final class PrintedTickets implements TicketPapers {

    public PrintedTickets() {}

    @Override
    public List<Attachment> of(Loaded<Show.Existing> show, List<Paper> tickets) {
        List<TicketSheet> sheets =
                tickets.stream()
                        .map(paper -> new Tickets.Seen(paper.ticket(), Optional.of(paper.code())))
                        .map(seen -> new TicketSheet(seen, show))
                        .toList();
        return List.of(
                new Attachment(
                        sheets.size() == 1 ? "ticket.pdf" : "tickets.pdf",
                        "application/pdf",
                        TicketPdf.of(sheets)),
                new Attachment(
                        "calendar.ics",
                        "text/calendar; charset=utf-8",
                        TicketCalendar.of(sheets).getBytes(StandardCharsets.UTF_8)));
    }
}
