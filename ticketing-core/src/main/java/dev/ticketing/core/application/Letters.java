package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.ticket.TicketFacts;

import org.jspecify.annotations.Nullable;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of mails about one show: plain text in English, times as they are told at the venue.
 */
final class Letters {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private static final Pattern NOT_IN_ONE_LINE = Pattern.compile("\\p{Cntrl}+");

    private static final String GOES_BACK =
            "It goes to where you paid from; until it is there, some days may pass.";

    private final ShowDetails show;
    private final String publicUrl;

    Letters(ShowDetails show, String publicUrl) {
        this.show = show;
        this.publicUrl = publicUrl;
    }

    /** What a mail says. */
    record Text(String subject, String text) {}

    /**
     * @param attached how many of the tickets come with it
     */
    Text confirmation(Terms terms, int attached) {
        return letter(
                attached == 1 ? "Your ticket" : "Your tickets",
                "Thank you. You have bought:",
                about(terms),
                prices(terms),
                attached == 1
                        ? "The ticket is attached. It admits one person, once."
                        : "The tickets are attached. Each admits one person, once.",
                "To see them, to hand one on or to give them back, sign in:\n" + publicUrl,
                reference(terms));
    }

    /**
     * @param answered whether it is known that no money was taken
     */
    Text holdEnded(Terms terms, boolean answered) {
        return letter(
                "No tickets bought",
                "The time to pay for this reservation is over, and its places are free again:",
                about(terms),
                answered
                        ? "No money was taken."
                        : "Whether money was taken is not known yet. If it was, you will either"
                                + " get your tickets after all or have all of it back, and hear of"
                                + " it; you need not do anything.",
                "If you still want to come, you can try again:\n" + publicUrl,
                reference(terms));
    }

    /** The show does not take place. */
    Text showCancelled(Terms terms, Money back) {
        return letter(
                "Cancelled",
                "We are sorry: this event was cancelled, and your reservation with it.",
                about(terms),
                goesBack(back),
                reference(terms));
    }

    /** An organizer has cancelled a reservation alone. */
    Text reservationCancelled(Terms terms, Money back) {
        return letter(
                "Your reservation was cancelled",
                "The organizer has cancelled your reservation:",
                about(terms),
                goesBack(back),
                reference(terms));
    }

    private static String goesBack(Money back) {
        return back.isZero()
                ? "If a payment is still under way, all of it goes back by itself."
                : "You get " + Sentences.words(back) + " back, by itself. " + GOES_BACK;
    }

    Text moneyBack(Terms terms, Money amount, Refund.@Nullable Reason reason) {
        return letter(
                "Refund of " + Sentences.words(amount),
                "We have returned " + Sentences.words(amount) + " to you. " + GOES_BACK,
                reason == null ? "It is for this reservation:" : why(reason),
                about(terms),
                reference(terms));
    }

    private static String why(Refund.Reason reason) {
        return switch (reason) {
            case HOLD_ENDED ->
                    "Your payment came when the time to pay was over, and could not be used for"
                            + " this reservation:";
            case CANCELLED -> "This reservation was cancelled:";
            case REQUESTED -> "It was asked for, and is for this reservation:";
            case SHOW_CANCELLED -> "This event was cancelled:";
        };
    }

    Text ticketReceived(TicketFacts ticket) {
        return letter(
                "You have been given a ticket",
                "Somebody has handed on a ticket to you. It is attached, and admits one person,"
                        + " once.",
                about(ticket),
                "To see it, or to hand it on, sign in with the address that this mail was sent"
                        + " to. You need no password:\n"
                        + publicUrl,
                "Ticket " + ticket.id());
    }

    Text ticketGiven(TicketFacts ticket) {
        return letter(
                "You have handed on a ticket",
                "This ticket belongs to somebody else now. What you have of it on paper or on a"
                        + " telephone admits nobody any more.",
                about(ticket),
                "Ticket " + ticket.id());
    }

    private Text letter(String subject, String... paragraphs) {
        return new Text(
                subject + ": " + line(show.title()), String.join("\n\n", paragraphs) + "\n");
    }

    private String about(Terms terms) {
        List<SeatLabel> seats = terms.places().seats();
        int places = terms.places().quantity();
        return about(
                seats.isEmpty()
                        ? section(terms.section())
                                + (places == 1 ? ", 1 place" : ", " + places + " places")
                        : section(terms.section())
                                + (places == 1 ? ", seat " : ", seats ")
                                + labels(seats));
    }

    private String about(TicketFacts ticket) {
        String section = section(ticket.section());
        return about(ticket.seat().map(seat -> section + ", seat " + seat.value()).orElse(section));
    }

    private String about(String places) {
        String venue = line(show.venue().name());
        String address = line(show.venue().address());
        return String.join(
                "\n",
                line(show.title()),
                WHEN.format(show.startsAt().atZone(show.timezone()))
                        + " ("
                        + show.timezone().getId()
                        + ")",
                address.isEmpty() ? venue : venue + ", " + address,
                places);
    }

    private String prices(Terms terms) {
        String lines = terms.lines().stream().map(this::price).collect(Collectors.joining("\n"));
        return lines + "\nTotal: " + Sentences.words(terms.total());
    }

    private String price(PriceLine line) {
        String tier = show.tier(line.tier()).map(Tier::name).orElseGet(() -> line.tier().value());
        return line.quantity() + " x " + line(tier) + ", each " + Sentences.words(line.unitPrice());
    }

    private String section(SectionId id) {
        return line(show.section(id).map(Section::name).orElseGet(id::value));
    }

    private static String labels(List<SeatLabel> seats) {
        return seats.stream().map(SeatLabel::value).collect(Collectors.joining(", "));
    }

    private static String reference(Terms terms) {
        return "Reservation " + terms.id();
    }

    /** Whatever an organizer has typed: nothing of it begins another line, or a header. */
    private static String line(String typed) {
        return NOT_IN_ONE_LINE.matcher(typed).replaceAll(" ").strip();
    }
}
