package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import dev.ticketing.core.Samples;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log that is told command by command, and what is found in it. */
final class LogScript {

    static final StreamId SECTION = Inventory.at(SHOW, STALLS).stream();

    private static final Refund REFUND =
            new Refund(new RefundId(id(0x400)), euros(50), Refund.Reason.CANCELLED);

    final LogInvariants invariants = new LogInvariants();
    final Map<StreamId, Integer> versions = new HashMap<>();
    private int position;
    private int command;

    /** An event of the next stretch. */
    record Change(StreamId stream, DomainEvent event) {}

    void command(Change... changes) {
        command++;
        for (Change change : changes) {
            position++;
            invariants.accept(
                    new RecordedEvent(
                            new Position(position),
                            change.stream,
                            new Version(versions.merge(change.stream, 1, Integer::sum)),
                            id(0x1_0000 + position),
                            NOW,
                            new CommandId(id(0x100_0000 + command)),
                            EventMetadata.ofSystem("test", id(1)),
                            change.event));
        }
    }

    void opens() {
        command(section(new SectionOpened(SHOW, STALLS, Samples.SECTION.seating())));
    }

    void holds(int number) {
        command(section(new SeatsHeld(reservation(number), places(1), NOW)), started(number));
    }

    void expires(int number) {
        command(
                released(number, ReleaseReason.EXPIRED),
                reserved(number, new ReservationExpired(NOW)));
    }

    void lapse(int... numbers) {
        command(lapsed(numbers));
    }

    void sells(int number) {
        holds(number);
        command(
                requested(number),
                reserved(number, new ReservationPaymentStarted(payment(number), NOW)));
        command(
                paid(number, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(number), places(1))),
                confirmed(number),
                issued(number));
    }

    void cancels(int number) {
        command(
                reserved(number, new ReservationCancelled(Canceller.CUSTOMER, NOW)),
                released(number, ReleaseReason.CANCELLED),
                ticketed(number, new TicketVoided(NOW)),
                paid(number, new RefundRequested(REFUND, NOW)));
        command(paid(number, new RefundCompleted(REFUND.id(), euros(50), "re", NOW)));
    }

    /** The sentences of what was found so far. */
    List<String> found() {
        return invariants.finish().stream().map(Violation::sentence).toList();
    }

    static Change section(DomainEvent event) {
        return new Change(SECTION, event);
    }

    static Change reserved(int number, DomainEvent event) {
        return new Change(Reservation.at(reservation(number)).stream(), event);
    }

    static Change paid(int number, DomainEvent event) {
        return new Change(Payment.at(payment(number)).stream(), event);
    }

    static Change ticketed(int number, DomainEvent event) {
        return new Change(Ticket.at(ticket(number)).stream(), event);
    }

    static Change started(int number) {
        return reserved(
                number,
                new ReservationStarted(
                        new Terms(
                                reservation(number),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(1),
                                List.of(new PriceLine(TIER.id(), 1, euros(50))),
                                NOW,
                                NOW)));
    }

    static Change released(int number, ReleaseReason reason) {
        return section(new SeatsReleased(reservation(number), places(1), reason));
    }

    static Change lapsed(int... numbers) {
        return section(
                new HoldsLapsed(
                        Arrays.stream(numbers)
                                .mapToObj(number -> new Lapsed(reservation(number), places(1)))
                                .toList()));
    }

    static Change issued(int number) {
        return ticketed(
                number,
                new TicketIssued(
                        new TicketFacts(
                                ticket(number),
                                reservation(number),
                                SHOW,
                                STALLS,
                                null,
                                TIER.id(),
                                CUSTOMER,
                                NOW)));
    }

    static Change confirmed(int number) {
        return reserved(
                number, new ReservationConfirmed(payment(number), List.of(ticket(number)), NOW));
    }

    static Change requested(int number) {
        return paid(
                number,
                new PaymentRequested(
                        new PaymentRequest(
                                payment(number),
                                reservation(number),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                euros(50),
                                new PaymentMethod(PaymentMethod.Type.WALLET, null),
                                "sandbox",
                                NOW)));
    }

    static Change show(DomainEvent event) {
        return new Change(Show.at(SHOW).stream(), event);
    }
}
