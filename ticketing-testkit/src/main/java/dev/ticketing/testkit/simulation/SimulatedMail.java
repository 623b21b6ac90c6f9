package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;

import java.util.List;

/** A mail server that is away now and then, and what it has sent. */
final class SimulatedMail {

    private final InMemoryIdentityStore people = new InMemoryIdentityStore();
    private final StringBuilder texts = new StringBuilder();
    private final Faults faults;

    SimulatedMail(Faults faults) {
        this.faults = faults;
    }

    InMemoryIdentityStore people() {
        return people;
    }

    static EmailAddress addressOf(UserId person) {
        return new EmailAddress("p" + person + "@example.org");
    }

    /** Whether somebody was sent a mail about a reservation. */
    boolean hasHeardOf(ReservationId reservation) {
        return texts.indexOf(reservation.toString()) >= 0;
    }

    Mailing of(Life life) {
        return new Mailing(
                mail -> send(life, mail),
                people,
                (show, tickets) -> List.of(),
                () -> "https://tickets.example");
    }

    private void send(Life life, Mail mail) {
        life.requireAlive();
        if (faults.strikes(Fault.MAIL_UNSENT)) {
            throw new TicketingException("the mail server is away");
        }
        texts.append(mail.text());
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        if (faults.strikes(Fault.MAIL_ANSWER_LOST)) {
            throw new TicketingException("the connection broke after the mail was sent");
        }
    }
}
