package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;

import java.util.List;
import java.util.Map;

/** A sale of two places that the provider tells of by itself. */
final class WebhookSale {

    static final String CAPTURED = "payment.captured";

    private final World world;
    private final ShowId show;

    WebhookSale(World world, ShowId show) {
        this.world = world;
        this.show = show;
    }

    /** Paid, but the answer was lost. */
    PaymentId unanswered(ReservationId reservation) {
        world.provider.losesAnAnswer();
        Payment.Requested paid = world.done(world.pay(reservation));
        assertThat(paid).isInstanceOf(Payment.Unknown.class);
        return paid.request().id();
    }

    static Webhook webhook(String id, String type, PaymentId payment) {
        return new Webhook("memory", id, type, payment);
    }

    int delivered(String id, String type, PaymentId payment) {
        int delivery = world.ticketing.webhooks().receive(webhook(id, type, payment));
        world.machine.run();
        return delivery;
    }

    void assertSoldOnce(ReservationId id) {
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);
        assertThat(world.recorded(ReservationConfirmed.class)).hasSize(1);
        assertThat(world.recorded(TicketIssued.class)).hasSize(2);
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 2, 0));
        assertThat(world.provider.memory().captures()).hasSize(1);
        assertThat(world.provider.memory().refunds()).isEmpty();
    }

    List<Map<String, String>> told(ReservationId id) {
        return world.journal.of(id).stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.WEBHOOK)
                .map(JournalEntry::facts)
                .toList();
    }
}
