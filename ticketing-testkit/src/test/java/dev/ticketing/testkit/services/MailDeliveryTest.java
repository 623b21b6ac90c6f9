package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;
import dev.ticketing.core.reservation.Reservation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

/** Mails that are not taken at once, or not at all. */
class MailDeliveryTest extends MailedSale {

    private void refuse(Mail mail) {
        throw new MailRefused("refused: 550");
    }

    @Test
    void a_mail_that_was_sent_before_the_crash_is_sent_again_under_the_same_id() {
        server =
                mail -> {
                    taken.send(mail);
                    if (taken.mails().size() == 1) {
                        throw new TicketingException("it died before it was noted");
                    }
                };
        world.confirmed(show, World.places(1));

        world.machine.advance(Duration.ofMinutes(1));

        assertThat(taken.to(ANN)).hasSize(2);
        assertThat(taken.to(ANN).getFirst().id()).isEqualTo(taken.to(ANN).getLast().id());
    }

    @Test
    void a_journal_that_fails_does_not_have_it_sent_again() {
        world.journalFails = true;
        ReservationId id = world.confirmed(show, World.places(1));

        assertThat(only(ANN).subject()).isEqualTo("Your ticket: The Tempest");
        assertThat(world.failures).anyMatch(told -> told.startsWith("journal of mail/" + id));
        assertThat(waiting()).isZero();
    }

    @Test
    void while_the_mail_server_is_away_sales_go_on_and_the_mail_comes_when_it_is_back() {
        server = this::away;
        ReservationId id = world.confirmed(show, World.places(1));
        pass(Duration.ofHours(3));
        assertThat(world.reservation(id)).isInstanceOf(Reservation.Confirmed.class);
        assertThat(letters()).isEmpty();
        assertThat(waiting()).isEqualTo(1);

        server = taken;
        world.machine.advance(Duration.ofMinutes(11));

        assertThat(only(ANN).subject()).isEqualTo("Your ticket: The Tempest");
    }

    @Test
    void after_about_a_day_it_waits_for_a_person_and_is_sent_when_they_wish() {
        server = this::away;
        ReservationId id = world.confirmed(show, World.places(1));
        pass(Duration.ofHours(23));
        assertThat(letters()).isEmpty();
        pass(Duration.ofHours(4));
        DeadLetter letter = letters().getFirst();
        assertThat(letter.error()).isEqualTo("the mail server is away");
        assertThat(letter.sequence()).startsWith("effect/reservation/" + id + "/");

        server = taken;
        world.ticketing.deadLetters().retry(world.by(world.admin), letter.id());

        assertThat(only(ANN).subject()).isEqualTo("Your ticket: The Tempest");
        assertThat(letters().getFirst().status()).isEqualTo(DeadLetter.Status.RETRIED);
        assertThat(waiting()).isZero();
    }

    @Test
    void an_address_that_is_refused_for_good_waits_for_a_person_at_once() {
        server = this::refuse;
        ReservationId id = world.confirmed(show, World.places(1));
        world.machine.advance(NOTICED);

        assertThat(letters()).hasSize(1);
        assertThat(journal(id))
                .containsExactly("Mail with the tickets: The mail server refuses it for good.");
    }

    @Test
    void what_a_person_gives_up_is_never_sent() {
        server = this::refuse;
        world.confirmed(show, World.places(1));
        world.machine.advance(NOTICED);
        UUID letter = letters().getFirst().id();

        world.ticketing.deadLetters().discard(world.by(world.admin), letter, "no such mailbox");
        server = taken;
        pass(Duration.ofDays(2));

        assertThat(taken.mails()).isEmpty();
        assertThat(letters().getFirst().status()).isEqualTo(DeadLetter.Status.DISCARDED);
        assertThat(waiting()).isZero();
    }

    @Test
    void nothing_that_is_older_than_a_day_is_sent_after_an_outage() {
        world.consumers.pause("mail");
        ReservationId old = world.confirmed(show, World.places(1));
        pass(Duration.ofDays(1).plusMinutes(10));
        ReservationId recent = world.confirmed(show, World.places(2));
        pass(Duration.ofHours(1));
        assertThat(taken.mails()).isEmpty();

        world.consumers.resume("mail");
        world.machine.advance(Duration.ofSeconds(10));

        assertThat(only(ANN).text()).contains(recent.toString());
        assertThat(journal(old))
                .containsExactly("Mail with the tickets: Not mailed: it is too old to be of use.");
    }
}
