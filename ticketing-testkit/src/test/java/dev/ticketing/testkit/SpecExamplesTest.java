package dev.ticketing.testkit;

import dev.ticketing.core.availability.AvailabilityProjection;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.SettlementTask.LookUp;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.testkit.data.TestData;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** The examples in the Javadoc of the specs, as they stand there. */
class SpecExamplesTest {

    private final SequentialIds ids = new SequentialIds();
    private final ShowId show = new ShowId(ids.next());
    private final SectionId section = new SectionId("stalls");
    private final ReservationId reservation = new ReservationId(ids.next());
    private final Instant now = TestClock.START;

    @Test
    void of_a_decider() {
        TicketFacts facts =
                new TicketFacts(
                        new TicketId(ids.next()),
                        reservation,
                        show,
                        section,
                        null,
                        null,
                        new UserId(ids.next()),
                        now);

        DeciderSpec.of(TicketDecider.INSTANCE)
                .given(new TicketIssued(facts))
                .when(new VoidTicket(now))
                .then(new TicketVoided(now));
    }

    @Test
    void of_a_process() {
        PaymentId id = new PaymentId(ids.next());
        PaymentRequest request =
                new PaymentRequest(
                        id,
                        reservation,
                        show,
                        section,
                        new UserId(ids.next()),
                        TestData.euros(50),
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "memory",
                        now);

        ProcessSpec.of(new SettlementProcess(), Payment.at(id).stream())
                .given(new PaymentRequested(request))
                .whenTimedOut("look-up")
                .then(new Send<>(new LookUp(id)), new SetTimer<>("look-up", Duration.ofSeconds(1)));
    }

    @Test
    void of_a_projection() {
        Instant later = now.plusSeconds(300);
        SectionKey key = SectionKey.of(Inventory.at(show, section).stream());

        ProjectionSpec.of(new AvailabilityProjection(), Inventory.at(show, section).stream())
                .given(new SectionOpened(show, section, new Seating.General(10)))
                .given(new SeatsHeld(reservation, new Places.Count(2), later))
                .thenRow(SectionRow.SECTIONS, key, new SectionRow(10, 2, 0, 0));
    }
}
