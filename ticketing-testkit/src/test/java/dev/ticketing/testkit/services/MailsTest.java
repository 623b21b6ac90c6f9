package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Who is written to, and what. */
class MailsTest extends MailedSale {

    @Test
    void who_has_bought_is_sent_what_they_bought_with_the_tickets() {
        ReservationId id = world.confirmed(show, World.seats("A-1", "A-2"));

        Mail mail = only(ANN);

        assertThat(mail.subject()).isEqualTo("Your tickets: The Tempest");
        assertThat(mail.text())
                .isEqualTo(
                        """
                        Thank you. You have bought:

                        The Tempest
                        Sunday, 30 May 2027, 14:00 (Europe/Berlin)
                        Globe, Bankside 21
                        Circle, seats A-1, A-2

                        2 x best, each 80.00 EUR
                        Total: 160.00 EUR

                        The tickets are attached. Each admits one person, once.

                        To see them, to hand one on or to give them back, sign in:
                        https://tickets.example

                        Reservation %s
                        """
                                .formatted(id));
        assertThat(codes(mail))
                .containsExactlyElementsOf(
                        world.reservation(id).tickets().stream()
                                .map(ticket -> code(world.customer, ticket))
                                .toList());
        assertThat(mail.sentAt())
                .isBetween(world.clock.instant().minus(NOTICED), world.clock.instant());
        assertThat(journal(id))
                .containsExactly("Mail with the tickets: The mail server has taken it.");
        assertThat(waiting()).isZero();
    }

    @Test
    void one_ticket_is_told_as_one() {
        world.confirmed(show, World.places(1));

        Mail mail = only(ANN);

        assertThat(mail.subject()).isEqualTo("Your ticket: The Tempest");
        assertThat(mail.text()).contains("Stalls, 1 place\n", "The ticket is attached.");
    }

    @Test
    void what_is_typed_into_a_title_begins_no_line_of_its_own() {
        ShowDetails plain = World.details();
        ShowId odd =
                world.onSale(
                        new ShowDetails(
                                "Bang\r\nBcc: all@example.org",
                                "",
                                plain.startsAt(),
                                plain.endsAt(),
                                plain.timezone(),
                                plain.venue(),
                                plain.currency(),
                                plain.sections(),
                                plain.tiers(),
                                8,
                                World.HOLD_TIME,
                                plain.refundPolicy()));
        world.confirmed(odd, World.places(1));

        assertThat(only(ANN).subject()).isEqualTo("Your ticket: Bang Bcc: all@example.org");
    }

    @Test
    void a_hold_that_nobody_tried_to_pay_ends_without_a_mail() {
        ReservationId id = world.held(show, World.places(1));

        world.machine.advance(World.HOLD_TIME.plusMinutes(2));

        assertThat(world.statusOf(id)).isEqualTo(Reservation.Status.EXPIRED);
        assertThat(world.recorded(HoldsLapsed.class)).hasSize(1);
        assertThat(taken.mails()).isEmpty();
        assertThat(journal(id)).isEmpty();
        assertThat(waiting()).isZero();
        assertThat(world.consumers.serving("mail", MailProcess.TABLES.instances())).isEmpty();
    }

    private ReservationId declined() {
        ReservationId id = world.held(show, World.places(1));
        world.await(
                world.ticketing
                        .payments()
                        .pay(world.by(world.customer), id, World.card("tok_declined")));
        return id;
    }

    @Test
    void who_tried_to_pay_is_told_that_the_hold_has_ended_and_no_money_was_taken() {
        ReservationId id = declined();

        world.machine.advance(World.HOLD_TIME.plusMinutes(2));

        Mail mail = only(ANN);
        assertThat(mail.subject()).isEqualTo("No tickets bought: The Tempest");
        assertThat(mail.text()).contains("Stalls, 1 place", "No money was taken.", id.toString());
    }

    @Test
    void who_has_bought_other_places_is_not_told_that_a_hold_has_ended() {
        ReservationId id = declined();
        world.confirmed(show, World.places(2));

        world.machine.advance(World.HOLD_TIME.plusMinutes(2));

        assertThat(taken.to(ANN))
                .extracting(Mail::subject)
                .containsExactly("Your tickets: The Tempest");
        assertThat(journal(id))
                .containsExactly(
                        "Mail about the end of the hold: Not mailed: the customer has other tickets"
                                + " for this event.");
    }

    @Test
    void money_that_came_too_late_is_told_when_it_is_back() {
        ReservationId id = world.held(show, World.seats("A-1"));
        world.provider.meanwhile(
                () -> {
                    world.clock.advance(World.HOLD_TIME);
                    world.await(
                            world.hold(world.ticketing, world.stranger, show, World.seats("A-1")));
                });
        world.await(world.pay(id));
        world.machine.advance(Duration.ofMinutes(1));

        assertThat(taken.to(ANN).getLast().subject()).isEqualTo("Refund of 80.00 EUR: The Tempest");
        assertThat(taken.to(ANN).getLast().text())
                .contains("80.00 EUR", "came when the time to pay was over", "seat A-1");
    }

    @Test
    void who_gives_tickets_back_hears_of_the_money_alone() {
        ReservationId id = world.confirmed(show, World.places(1));
        world.machine.advance(NOTICED);
        world.done(world.cancel(world.customer, id));

        world.machine.advance(NOTICED);

        assertThat(taken.to(ANN))
                .extracting(Mail::subject)
                .containsExactly("Your ticket: The Tempest", "Refund of 50.00 EUR: The Tempest");
    }

    @Test
    void a_show_that_is_cancelled_is_one_mail_that_tells_of_the_money_too() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.machine.advance(NOTICED);
        world.done(world.ticketing.cancellations().cancel(world.by(world.owner), show));
        world.machine.advance(Duration.ofMinutes(1));

        assertThat(taken.to(ANN))
                .extracting(Mail::subject)
                .containsExactly("Your tickets: The Tempest", "Cancelled: The Tempest");
        assertThat(taken.to(ANN).getLast().text())
                .contains("this event was cancelled", "You get 100.00 EUR back", id.toString());
        assertThat(taken.to(ANN).getLast().attachments()).isEmpty();
    }

    @Test
    void who_only_held_places_of_a_cancelled_show_is_not_written_to() {
        world.held(show, World.places(1));
        world.done(world.ticketing.cancellations().cancel(world.by(world.owner), show));

        world.machine.advance(Duration.ofMinutes(1));

        assertThat(taken.mails()).isEmpty();
    }

    @Test
    void an_organizer_who_cancels_one_reservation_is_told_of() {
        ReservationId id = world.confirmed(show, World.places(1));
        world.done(world.cancel(world.owner, id));
        world.machine.advance(NOTICED);

        assertThat(taken.to(ANN))
                .extracting(Mail::subject)
                .contains(
                        "Your reservation was cancelled: The Tempest",
                        "Refund of 50.00 EUR: The Tempest")
                .doesNotContain("Your ticket: The Tempest");
    }

    @Test
    void a_ticket_that_is_handed_on_goes_to_its_receiver_who_need_not_be_known_yet() {
        ReservationId id = world.confirmed(show, World.seats("B-2"));
        world.machine.advance(NOTICED);
        TicketId ticket = transferred(id);

        Mail received = only(BOB);

        assertThat(received.subject()).isEqualTo("You have been given a ticket: The Tempest");
        assertThat(received.text())
                .contains("Circle, seat B-2", "You need no password:\nhttps://tickets.example");
        assertThat(codes(received)).containsExactly(code(friend, ticket));
        Mail given = taken.to(ANN).getLast();
        assertThat(given.subject()).isEqualTo("You have handed on a ticket: The Tempest");
        assertThat(given.attachments()).isEmpty();
        assertThat(world.journal.of(id))
                .allSatisfy(
                        entry ->
                                assertThat(entry.facts().values())
                                        .doesNotContain(friend.user().toString()));
    }

    @Test
    void a_confirmation_that_comes_late_holds_the_tickets_that_are_still_theirs() {
        server = this::away;
        ReservationId id = world.confirmed(show, World.seats("A-1", "A-2"));
        TicketId gone = transferred(id);
        TicketId left = world.reservation(id).tickets().getLast();
        assertThat(gone).isNotEqualTo(left);
        server = taken;
        world.machine.advance(Duration.ofMinutes(1));

        Mail confirmation =
                taken.to(ANN).stream()
                        .filter(mail -> mail.subject().startsWith("Your ticket"))
                        .findFirst()
                        .orElseThrow();
        assertThat(codes(confirmation)).containsExactly(code(world.customer, left));
    }

    @Test
    void a_confirmation_of_what_was_given_back_meanwhile_is_not_sent() {
        server = this::away;
        ReservationId id = world.confirmed(show, World.places(1));
        world.done(world.cancel(world.customer, id));
        server = taken;
        world.machine.advance(Duration.ofMinutes(1));

        assertThat(taken.to(ANN))
                .extracting(Mail::subject)
                .containsExactly("Refund of 50.00 EUR: The Tempest");
        assertThat(journal(id))
                .contains(
                        "Mail with the tickets: Not mailed: the reservation has ended meanwhile.");
    }

    @Test
    void nobody_is_written_to_who_has_been_forgotten() {
        Caller nobody = world.newUser();
        ReservationId id =
                world.done(world.hold(world.ticketing, nobody, show, World.places(1))).terms().id();
        world.done(world.ticketing.payments().pay(world.by(nobody), id, World.CARD));
        world.machine.advance(NOTICED);

        assertThat(taken.mails()).isEmpty();
        assertThat(journal(id))
                .containsExactly(
                        "Mail with the tickets: Not mailed: nobody is known any more under the"
                                + " receiver's id.");
        assertThat(waiting()).isZero();
    }
}
