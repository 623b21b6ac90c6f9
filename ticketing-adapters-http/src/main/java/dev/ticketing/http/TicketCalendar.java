package dev.ticketing.http;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Status;

import dev.ticketing.core.show.Show;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The event of a ticket as an entry of a calendar (RFC 5545). The same ticket is the same entry,
 * with a higher sequence when anything has changed; for whom it is of no use, the entry is
 * cancelled, so that a calendar that has it crosses it out.
 */
final class TicketCalendar {

    private static final String PRODUCT = "-//Ticketing//Tickets//EN";
    private static final int MAX_OCTETS = 75;
    private static final String LINE_END = "\r\n";
    private static final String FOLD = LINE_END + " ";

    private TicketCalendar() {}

    static String of(TicketSheet sheet) {
        return written(entry(sheet, sheet.ticket().id().value(), description(sheet)));
    }

    /** One entry for several tickets of a reservation; at least one. */
    static String of(List<TicketSheet> sheets) {
        TicketSheet first = sheets.getFirst();
        String all =
                sheets.stream().map(TicketCalendar::description).collect(Collectors.joining("\n"));
        return sheets.size() == 1
                ? of(first)
                : written(entry(first, first.ticket().reservation().value(), all));
    }

    private static String description(TicketSheet sheet) {
        return sheet.place() + "\nTicket " + sheet.ticket().id();
    }

    private static String written(VEvent entry) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.addEvent(entry);
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folded(text.toString());
    }

    private static VEvent entry(TicketSheet sheet, UUID id, String description) {
        Show.Facts event = sheet.event();
        VEvent entry = new VEvent();
        entry.setUid(id + "@ticketing");
        entry.setSequence(Math.toIntExact(sheet.revision()));
        entry.setDateTimeStamp(Date.from(event.updatedAt()));
        entry.setSummary(event.details().title());
        entry.setLocation(sheet.venue());
        entry.setDescription(description);
        entry.setDateStart(Date.from(event.details().startsAt()));
        entry.setDateEnd(Date.from(event.details().endsAt()));
        entry.setStatus(sheet.isGood() ? Status.confirmed() : Status.cancelled());
        return entry;
    }

    /** The library folds by characters; lines are to have 75 octets at most (RFC 5545, 3.1). */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length() + text.length() / 8);
        text.lines().forEach(line -> fold(line, folded));
        return folded.toString();
    }

    private static void fold(String line, StringBuilder to) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            String character = Character.toString(line.codePointAt(i));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MAX_OCTETS) {
                to.append(FOLD);
                octets = 1;
            }
            to.append(character);
            octets += more;
            i += character.length();
        }
        to.append(LINE_END);
    }
}
