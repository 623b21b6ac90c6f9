package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.mail.TicketPapers.Paper;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.testkit.data.ShowBuilder;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What all {@link TicketPapers} have to be. How they look is each one's own to show. */
public abstract class TicketPapersConformance {

    /** As long as those that are signed are. */
    private static final String CODE = "T1." + "a".repeat(140);

    private static final String OTHER = "T1." + "b".repeat(140);

    private final Show.Existing show =
            new Show.OnSale(
                    new Show.Facts(
                            Fresh.show(),
                            Fresh.user(),
                            ShowBuilder.aShow().details(),
                            Members.NONE,
                            Fresh.NOW,
                            Fresh.NOW));

    /** Makes a suite; a subclass needs no constructor. */
    protected TicketPapersConformance() {}

    /** The papers under test. */
    protected abstract TicketPapers papers();

    private List<Attachment> of(Paper... tickets) {
        return papers().of(new Loaded<>(show, new Version(3)), List.of(tickets));
    }

    private Paper ticket(String code) {
        ShowDetails details = show.details();
        Section section = details.sections().getFirst();
        TicketFacts facts =
                new TicketFacts(
                        new TicketId(Fresh.id()),
                        Fresh.reservation(),
                        show.facts().id(),
                        section.id(),
                        null,
                        details.tiers().getFirst().id(),
                        Fresh.user(),
                        Fresh.NOW);
        return new Paper(new TicketRow(new Ticket.Valid(facts), new Version(1)), code);
    }

    private static int sizeOf(List<Attachment> attachments) {
        return attachments.stream().mapToInt(Attachment::size).sum();
    }

    @Test
    void there_is_something_to_take_along_under_names_of_its_own() {
        List<Attachment> attached = of(ticket(CODE));

        assertThat(attached).isNotEmpty().allSatisfy(one -> assertThat(one.size()).isPositive());
        assertThat(attached).extracting(Attachment::name).doesNotHaveDuplicates();
    }

    @Test
    void there_is_an_entry_for_the_calendar() {
        assertThat(of(ticket(CODE)))
                .extracting(Attachment::mediaType)
                .filteredOn(type -> type.startsWith("text/calendar"))
                .hasSize(1);
    }

    @Test
    void a_ticket_with_another_code_has_another_paper() {
        Paper ticket = ticket(CODE);
        Paper other = new Paper(ticket.ticket(), OTHER);

        assertThat(of(ticket).stream().map(Attachment::bytes).toList())
                .isNotEmpty()
                .usingRecursiveComparison()
                .isNotEqualTo(of(other).stream().map(Attachment::bytes).toList());
    }

    @Test
    void more_tickets_are_more_paper() {
        assertThat(sizeOf(of(ticket(CODE), ticket(OTHER)))).isGreaterThan(sizeOf(of(ticket(CODE))));
    }

    @Test
    void papers_of_as_many_tickets_as_a_reservation_may_have_fit_into_a_mail() {
        Paper[] most =
                Stream.generate(() -> ticket(CODE))
                        .limit(ShowDetails.MAX_TICKETS_PER_RESERVATION)
                        .toArray(Paper[]::new);

        assertThat(sizeOf(of(most))).isPositive().isLessThan(Mail.MOST_ATTACHED);
    }
}
