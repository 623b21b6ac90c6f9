package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Tickets as lines of text, to be read by tests: title, ticket and code. */
public final class PlainPapers implements TicketPapers {

    public PlainPapers() {}

    @Override
    public List<Attachment> of(Loaded<Show.Existing> show, List<Paper> tickets) {
        ShowDetails details = show.state().details();
        String lines =
                tickets.stream()
                        .map(
                                paper ->
                                        "%s %s %s\n"
                                                .formatted(
                                                        details.title(),
                                                        paper.ticket().facts().id(),
                                                        paper.code()))
                        .collect(Collectors.joining());
        String entry = details.startsAt() + " " + details.title();
        return List.of(
                text("tickets.txt", "text/plain", lines),
                text("calendar.ics", "text/calendar", entry));
    }

    private static Attachment text(String name, String mediaType, String content) {
        return new Attachment(name, mediaType, content.getBytes(StandardCharsets.UTF_8));
    }
}
