package dev.ticketing.http;

import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.show.Show;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tickets as they are attached to mails: the same papers and entries that can be downloaded. To
 * draw them takes about 15 ms of a core, so they are drawn one after the other: those who buy come
 * first.
 */
public final class PrintedTickets implements TicketPapers {

    private final ReentrantLock drawing = new ReentrantLock();

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
                        drawn(sheets)),
                new Attachment(
                        "calendar.ics",
                        "text/calendar; charset=utf-8",
                        TicketCalendar.of(sheets).getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] drawn(List<TicketSheet> sheets) {
        drawing.lock();
        try {
            return TicketPdf.of(sheets);
        } finally {
            drawing.unlock();
        }
    }
}
