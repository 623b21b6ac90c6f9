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
        ICalendar calendar = new ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.addEvent(entry(sheet));
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folded(text.toString());
    }

    private static VEvent entry(TicketSheet sheet) {
        Show.Facts event = sheet.event();
        VEvent entry = new VEvent();
        entry.setUid(sheet.ticket().id() + "@ticketing");
        entry.setSequence(Math.toIntExact(sheet.revision()));
        entry.setDateTimeStamp(Date.from(event.updatedAt()));
        entry.setSummary(event.details().title());
        entry.setLocation(sheet.venue());
        entry.setDescription(sheet.place() + "\nTicket " + sheet.ticket().id());
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
