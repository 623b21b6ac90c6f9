package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.memory.CollectingMailer;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;

import org.junit.jupiter.api.AfterEach;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A sale on which mails go out, and what becomes of them. */
abstract class MailedSale {

    static final EmailAddress ANN = new EmailAddress("ann@example.org");
    static final EmailAddress BOB = new EmailAddress("bob@example.org");
    static final Duration NOTICED = Duration.ofSeconds(2);

    final CollectingMailer taken = new CollectingMailer();
    final InMemoryIdentityStore people = new InMemoryIdentityStore();
    Mailer server = taken;
    final World world =
            new World(
                    new Mailing(
                            mail -> server.send(mail),
                            people,
                            (show, tickets) ->
                                    tickets.stream()
                                            .map(paper -> attachment(paper.code()))
                                            .toList(),
                            () -> "https://tickets.example"));
    final Caller friend = world.newUser();
    final ShowId show = world.onSale();

    MailedSale() {
        people.findOrCreate(ANN, world.customer.user(), world.clock.instant());
        people.idOf(BOB, friend.user(), world.clock.instant());
    }

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    static Attachment attachment(String code) {
        return new Attachment("ticket.txt", "text/plain", code.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> codes(Mail mail) {
        return mail.attachments().stream()
                .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    Mail only(EmailAddress to) {
        world.machine.advance(NOTICED);
        assertThat(taken.to(to)).hasSize(1);
        return taken.to(to).getFirst();
    }

    String code(Caller caller, TicketId ticket) {
        return world.ticketing.tickets().find(caller, ticket).orElseThrow().code().orElseThrow();
    }

    List<String> journal(ReservationId reservation) {
        return world.journal.of(reservation).stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.MAIL)
                .map(JournalEntry::summary)
                .toList();
    }

    TicketId transferred(ReservationId reservation) {
        TicketId ticket = world.reservation(reservation).tickets().getFirst();
        world.done(
                world.ticketing.tickets().transfer(world.by(world.customer), ticket, friend::user));
        return ticket;
    }

    /** Every ten minutes something may happen, and nothing in between: it would take long. */
    void pass(Duration time) {
        for (long minutes = 0; minutes < time.toMinutes(); minutes += 10) {
            world.jump(Duration.ofMinutes(10));
            world.machine.advance(NOTICED);
        }
    }

    List<DeadLetter> letters() {
        return world.consumers.deadLetters(
                Optional.of("mail"), Optional.empty(), Optional.empty(), 10);
    }

    int waiting() {
        return world.consumers.serving("mail", MailProcess.TABLES.effects()).size();
    }

    /** A server that does not answer. */
    void away(Mail mail) {
        throw new TicketingException("the mail server is away");
    }
}
