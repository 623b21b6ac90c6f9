package dev.ticketing.testkit.history;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A log that tests write by hand. */
final class Written {

    static final ShowId SHOW = new ShowId(new UUID(9, 1));
    static final SectionId SECTION = new SectionId("stalls");
    static final Duration HOLD_TIME = Duration.ofSeconds(30);
    static final UUID NOBODY = new UUID(9, 9);

    private static final Money PRICE = new Money(2_500, Currency.getInstance("EUR"));
    private static final UserId CUSTOMER = new UserId(new UUID(9, 2));

    private final List<RecordedEvent> events = new ArrayList<>();

    List<RecordedEvent> events() {
        return events;
    }

    /** Everything but what followed from a request. */
    Written without(UUID request) {
        Written others = new Written();
        events.stream()
                .filter(event -> !isOf(event, request))
                .forEach(event -> others.add(event.stream(), request(event), event.event()));
        return others;
    }

    static boolean isOf(RecordedEvent event, UUID request) {
        return request(event).equals(request);
    }

    private static UUID request(RecordedEvent event) {
        return event.metadata().requestId().map(UUID::fromString).orElse(NOBODY);
    }

    void held(UUID request, ReservationId id, Places places, long at) {
        Instant now = instant(at);
        Terms terms =
                new Terms(
                        id,
                        SHOW,
                        SECTION,
                        CUSTOMER,
                        places,
                        List.of(new PriceLine(new TierId("t"), places.quantity(), PRICE)),
                        now,
                        now.plus(HOLD_TIME));
        add(section(), request, new SeatsHeld(id, places, terms.expiresAt()));
        add(Reservation.at(id).stream(), request, new ReservationStarted(terms));
    }

    void expired(ReservationId id, Places places, long at) {
        add(section(), NOBODY, new SeatsReleased(id, places, ReleaseReason.EXPIRED));
        add(Reservation.at(id).stream(), NOBODY, new ReservationExpired(instant(at)));
    }

    void cancelled(UUID request, ReservationId id, Places places, long at) {
        add(section(), request, new SeatsReleased(id, places, ReleaseReason.CANCELLED));
        add(
                Reservation.at(id).stream(),
                request,
                new ReservationCancelled(Canceller.CUSTOMER, instant(at)));
    }

    void requested(UUID request, PaymentId id, ReservationId reservation, long at) {
        add(
                Payment.at(id).stream(),
                request,
                new PaymentRequested(
                        new PaymentRequest(
                                id,
                                reservation,
                                SHOW,
                                SECTION,
                                CUSTOMER,
                                PRICE,
                                new PaymentMethod(PaymentMethod.Type.CARD, null),
                                "simulated",
                                instant(at))));
    }

    void captured(UUID request, PaymentId id, long at) {
        add(Payment.at(id).stream(), request, new PaymentCaptured("sim", instant(at)));
    }

    void confirmed(UUID request, PaymentId id, ReservationId reservation, long at) {
        add(
                Reservation.at(reservation).stream(),
                request,
                new ReservationConfirmed(id, List.of(), instant(at)));
    }

    static StreamId section() {
        return Inventory.at(SHOW, SECTION).stream();
    }

    private static Instant instant(long at) {
        return Instant.EPOCH.plusNanos(at);
    }

    void add(StreamId stream, UUID request, DomainEvent event) {
        int number = events.size() + 1;
        events.add(
                new RecordedEvent(
                        new Position(number),
                        stream,
                        new Version(number),
                        new UUID(1, number),
                        Instant.EPOCH,
                        new CommandId(request),
                        new EventMetadata(
                                request,
                                request,
                                "system:test",
                                request.equals(NOBODY) ? null : request.toString(),
                                null),
                        event));
    }
}
