package dev.ticketing.core.application;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.reservation.TicketId;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Sends mails, each at least once and always under the same id, and writes down what became of
 * them. What fails after a mail was sent does not have it sent again. Blocks; safe for any number
 * of threads.
 */
final class Mails implements EffectHandler<MailTask> {

    /** For about a day; and nothing of yesterday, for it would confuse more than it tells. */
    static final EffectRules RULES =
            new EffectRules(8, new Backoff(Duration.ofMinutes(10)), 150, Duration.ofDays(1));

    private static final String ACTOR = "system:mail";
    private static final String NOBODY = "nobody is known any more under the receiver's id";

    private final LetterWriter writer;
    private final Mailing mailing;
    private final Journal journal;
    private final InstantSource clock;
    private final FailureListener failures;

    Mails(
            LetterWriter writer,
            Mailing mailing,
            Journal journal,
            InstantSource clock,
            FailureListener failures) {
        this.writer = writer;
        this.mailing = mailing;
        this.journal = journal;
        this.clock = clock;
        this.failures = failures;
    }

    /** One that is to be sent. */
    private record Sending(EffectId id, UUID correlation, MailTask task) {}

    @Override
    public CompletableFuture<?> handle(EffectId id, UUID correlation, MailTask task) {
        Sending sending = new Sending(id, correlation, task);
        switch (writer.write(task)) {
            case Post.Moot(ReservationId reservation, String why) ->
                    notSent(sending, reservation, why);
            case Post.Letter letter ->
                    mailing.people()
                            .addressOf(letter.to())
                            .ifPresentOrElse(
                                    address -> send(sending, letter, address),
                                    () -> notSent(sending, letter.reservation(), NOBODY));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<?> tooLate(EffectId id, UUID correlation, MailTask task) {
        Sending sending = new Sending(id, correlation, task);
        notSent(sending, writer.reservationOf(task), "it is too old to be of use");
        return CompletableFuture.completedFuture(null);
    }

    private void send(Sending sending, Post.Letter letter, EmailAddress address) {
        Mail mail =
                new Mail(
                        sending.id.value(),
                        address,
                        letter.text().subject(),
                        letter.text().text(),
                        letter.attachments(),
                        null,
                        clock.instant());
        try {
            mailing.mailer().send(mail);
        } catch (MailRefused e) {
            note(sending, letter.reservation(), "refused", "The mail server refuses it for good.");
            throw e;
        }
        note(sending, letter.reservation(), "sent", "The mail server has taken it.");
    }

    private void notSent(Sending sending, ReservationId reservation, String why) {
        note(sending, reservation, "not-sent", "Not mailed: " + why + ".");
    }

    private void note(Sending sending, ReservationId about, String outcome, String sentence) {
        MailTask task = sending.task;
        Map<String, String> facts = new TreeMap<>();
        facts.put("mail", sending.id.value().toString());
        facts.put("letter", nameOf(task));
        facts.put("outcome", outcome);
        ticketOf(task).ifPresent(ticket -> facts.put("ticket", ticket.toString()));
        try {
            journal.write(
                    new JournalEntry(
                            entryId(sending.id, outcome),
                            about,
                            clock.instant(),
                            JournalEntry.Kind.MAIL,
                            ACTOR,
                            sending.correlation,
                            what(task) + ": " + sentence,
                            facts));
        } catch (RuntimeException e) {
            // To fail now would be to send it once more.
            failures.failed("journal of mail/" + about, e);
        }
    }

    /** The same for the same outcome, however often it comes to it. */
    private static UUID entryId(EffectId id, String outcome) {
        String name = "mail/" + id.value() + "/" + outcome;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String nameOf(MailTask task) {
        return switch (task) {
            case Confirmation confirmation -> "confirmation";
            case HoldEnded ended -> "hold-ended";
            case Cancellation cancellation -> "cancellation";
            case MoneyBack back -> "money-back";
            case TicketReceived received -> "ticket-received";
            case TicketGiven given -> "ticket-given";
        };
    }

    /** Without names: customers read it in the story of their reservations. */
    private static String what(MailTask task) {
        return switch (task) {
            case Confirmation confirmation -> "Mail with the tickets";
            case HoldEnded ended -> "Mail about the end of the hold";
            case Cancellation cancellation -> "Mail about the cancellation";
            case MoneyBack back -> "Mail about money returned";
            case TicketReceived received -> "Mail with a ticket to who was given it";
            case TicketGiven given -> "Mail to who has handed on a ticket";
        };
    }

    private static Optional<TicketId> ticketOf(MailTask task) {
        return switch (task) {
            case TicketReceived(TicketId ticket, var to) -> Optional.of(ticket);
            case TicketGiven(TicketId ticket, var from) -> Optional.of(ticket);
            case Confirmation c -> Optional.empty();
            case HoldEnded e -> Optional.empty();
            case Cancellation c -> Optional.empty();
            case MoneyBack b -> Optional.empty();
        };
    }
}
