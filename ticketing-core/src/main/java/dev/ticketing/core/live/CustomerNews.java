package dev.ticketing.core.live;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.live.Message.PaymentChanged;
import dev.ticketing.core.live.Message.ReservationChanged;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reservations and payments, for their customers. Only the first event of a stream says whose it
 * is; that is remembered for a bounded number of them, and looked up for the others. Touched by one
 * step at a time.
 */
final class CustomerNews {

    private static final int REMEMBERED = 50_000;
    private static final float LOAD = 0.75f;

    private final PresentState present;
    private final Audience<UserId> audience = new Audience<>();

    /** Who has come and was not told yet what they hold, and of what they have heard since. */
    private final Map<UserId, Map<Member<UserId>, Set<ReservationId>>> arriving = new HashMap<>();

    /** Those of them who can be told now. */
    private final Set<Member<UserId>> newcomers = new LinkedHashSet<>();

    private final Map<StreamId, Owner> owners = new Owners();

    /** Whose a stream is, and which reservation it is about. */
    private record Owner(UserId customer, ReservationId reservation) {}

    /** Those that were used last. */
    private static final class Owners extends LinkedHashMap<StreamId, Owner> {

        private static final long serialVersionUID = 1;

        Owners() {
            super(1024, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Owner> eldest) {
            return size() > REMEMBERED;
        }
    }

    CustomerNews(PresentState present) {
        this.present = present;
    }

    void arrive(Member<UserId> member) {
        audience.add(member);
        arriving.computeIfAbsent(member.topic(), user -> new LinkedHashMap<>())
                .put(member, new HashSet<>());
    }

    /** They are to be told what they hold. */
    void greet(Member<UserId> member) {
        if (!member.isGone()) {
            newcomers.add(member);
        }
    }

    void leave(Member<UserId> member) {
        audience.remove(member);
        newcomers.remove(member);
        arrived(member);
    }

    private Set<ReservationId> arrived(Member<UserId> member) {
        Map<Member<UserId>, Set<ReservationId>> others =
                arriving.getOrDefault(member.topic(), Map.of());
        Set<ReservationId> told = others.getOrDefault(member, Set.of());
        if (!others.isEmpty()) {
            others.remove(member);
        }
        if (others.isEmpty()) {
            arriving.remove(member.topic());
        }
        return told;
    }

    /**
     * Tells those who have just come what they hold, but for what they have heard of already. After
     * a failure it is still to be done.
     */
    void welcome(Position upTo) {
        for (Member<UserId> member : List.copyOf(newcomers)) {
            List<Reservation.Started> unpaid = present.unpaid(member.topic());
            Set<ReservationId> told = arrived(member);
            for (Reservation.Started held : unpaid) {
                if (!told.contains(held.terms().id())) {
                    welcome(member, held, upTo);
                }
            }
            newcomers.remove(member);
        }
    }

    private void tell(UserId customer, ReservationId reservation, Message message) {
        arriving.getOrDefault(customer, Map.of()).values().forEach(told -> told.add(reservation));
        audience.tell(customer, message);
    }

    private void welcome(Member<UserId> member, Reservation.Started held, Position upTo) {
        ReservationId id = held.terms().id();
        switch (held) {
            case Reservation.Held kept ->
                    member.tell(new ReservationChanged(id, Reservation.Status.HELD, upTo));
            case Reservation.PaymentPending(var terms, var attempt) -> {
                member.tell(new ReservationChanged(id, Reservation.Status.PAYMENT_PENDING, upTo));
                Payment.Status status =
                        present.payment(attempt)
                                .map(Payment::statusOf)
                                .orElse(Payment.Status.PENDING);
                member.tell(new PaymentChanged(attempt, id, status, upTo));
            }
            case Reservation.Confirmed paid -> {}
            case Reservation.Expired ended -> {}
            case Reservation.Cancelled ended -> {}
            case Reservation.PaymentFailed ended -> {}
            case Reservation.Refunded ended -> {}
        }
    }

    boolean isUnheard() {
        return audience.isEmpty();
    }

    void tell(RecordedEvent recorded) {
        if (audience.isEmpty()) {
            return;
        }
        if (recorded.event() instanceof ReservationEvent event) {
            tell(recorded, event);
        } else if (recorded.event() instanceof HoldsLapsed lapsed) {
            tell(recorded, lapsed);
        } else if (recorded.event() instanceof PaymentEvent event) {
            tell(recorded, event);
        }
    }

    private void tell(RecordedEvent recorded, ReservationEvent event) {
        if (event instanceof ReservationStarted(var terms)) {
            owners.put(recorded.stream(), new Owner(terms.customer(), terms.id()));
        }
        owner(recorded.stream(), this::ownerOfReservation)
                .ifPresent(owner -> tell(owner, status(event), recorded));
    }

    /** Very many may end with one event: whose they are is looked up for all of them at once. */
    private void tell(RecordedEvent recorded, HoldsLapsed lapsed) {
        Map<ReservationId, Owner> all = new LinkedHashMap<>();
        List<ReservationId> unknown = new ArrayList<>();
        for (HoldsLapsed.Lapsed hold : lapsed.holds()) {
            Owner known = owners.get(Reservation.at(hold.reservation()).stream());
            if (known == null) {
                unknown.add(hold.reservation());
            } else {
                all.put(hold.reservation(), known);
            }
        }
        if (!unknown.isEmpty()) {
            // They are not remembered: nothing else will be heard of them.
            for (Reservation.Started found : present.reservations(unknown)) {
                ReservationId id = found.terms().id();
                all.put(id, new Owner(found.terms().customer(), id));
            }
        }
        all.values().forEach(owner -> tell(owner, Reservation.Status.EXPIRED, recorded));
    }

    private void tell(Owner owner, Reservation.Status status, RecordedEvent recorded) {
        if (audience.hears(owner.customer)) {
            tell(
                    owner.customer,
                    owner.reservation,
                    new ReservationChanged(owner.reservation, status, recorded.position()));
        }
    }

    private static Reservation.Status status(ReservationEvent event) {
        return switch (event) {
            case ReservationStarted started -> Reservation.Status.HELD;
            case ReservationPaymentStarted started -> Reservation.Status.PAYMENT_PENDING;
            case ReservationPaymentDeclined declined -> Reservation.Status.HELD;
            case ReservationConfirmed confirmed -> Reservation.Status.CONFIRMED;
            case ReservationExpired expired -> Reservation.Status.EXPIRED;
            case ReservationCancelled cancelled -> Reservation.Status.CANCELLED;
            case ReservationPaymentRefused refused -> Reservation.Status.PAYMENT_FAILED;
            case ReservationReseated reseated -> Reservation.Status.PAYMENT_PENDING;
            case ReservationRefunded refunded -> Reservation.Status.REFUNDED;
        };
    }

    private void tell(RecordedEvent recorded, PaymentEvent event) {
        if (event instanceof PaymentRequested(var request)) {
            owners.put(recorded.stream(), new Owner(request.customer(), request.reservation()));
        }
        Optional<Owner> owner =
                owner(recorded.stream(), this::ownerOfPayment)
                        .filter(one -> audience.hears(one.customer));
        if (owner.isPresent()) {
            PaymentId id = Payment.idOf(recorded.stream());
            status(id, event).ifPresent(now -> tell(owner.get(), id, now, recorded.position()));
        }
    }

    private void tell(Owner owner, PaymentId id, Payment.Status status, Position position) {
        tell(
                owner.customer,
                owner.reservation,
                new PaymentChanged(id, owner.reservation, status, position));
    }

    /** The status after an event; empty if it changes none. */
    private Optional<Payment.Status> status(PaymentId id, PaymentEvent event) {
        return switch (event) {
            case PaymentRequested requested -> Optional.of(Payment.Status.PENDING);
            case PaymentCaptured captured -> Optional.of(Payment.Status.CAPTURED);
            case PaymentFailed failed -> Optional.of(Payment.Status.FAILED);
            case PaymentUnanswered unanswered -> Optional.of(Payment.Status.UNKNOWN);
            case RefundRequested requested -> Optional.empty();
            case RefundDelayed delayed -> Optional.empty();
            // Whether anything is left of it depends on all refunds.
            case RefundCompleted completed -> present.payment(id).map(Payment::statusOf);
        };
    }

    /** Finds out whose a stream is that was started before anybody listened. */
    private interface Lookup {
        Optional<Owner> find(UUID id);
    }

    private Optional<Owner> owner(StreamId stream, Lookup lookup) {
        Owner known = owners.get(stream);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Owner> found = lookup.find(UUID.fromString(stream.key()));
        found.ifPresent(owner -> owners.put(stream, owner));
        return found;
    }

    private Optional<Owner> ownerOfReservation(UUID id) {
        return present.reservation(new ReservationId(id))
                .map(found -> new Owner(found.terms().customer(), found.terms().id()));
    }

    private Optional<Owner> ownerOfPayment(UUID id) {
        return present.payment(new PaymentId(id))
                .map(found -> new Owner(found.request().customer(), found.request().reservation()));
    }
}
