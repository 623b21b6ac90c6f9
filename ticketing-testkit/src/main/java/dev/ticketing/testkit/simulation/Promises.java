package dev.ticketing.testkit.simulation;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the organizers of shows promise to those who buy: prices, limits, how much goes back.
 * Counted from the events alone, beside what holds for every log.
 */
final class Promises {

    private static final int ALL = 100;

    private final Map<ShowId, ShowDetails> shows = new HashMap<>();

    /** Who may give back what they like, by how the log names actors. */
    private final Map<ShowId, Set<String>> organizers = new HashMap<>();

    private final Set<ShowId> calledOff = new HashSet<>();
    private final Map<ReservationId, PaymentId> confirmed = new LinkedHashMap<>();
    private final Set<ReservationId> givenUp = new HashSet<>();
    private final Map<TicketId, ShowId> tickets = new HashMap<>();
    private final Map<PaymentId, Paid> payments = new HashMap<>();

    /** One attempt to pay, what of it goes back, and what has to. */
    private static final class Paid {
        private final PaymentRequest request;
        private Money goingBack;
        private Money refunded;
        private Money due;

        Paid(PaymentRequest request) {
            this.request = request;
            this.goingBack = Money.zero(request.amount().currency());
            this.refunded = goingBack;
            this.due = goingBack;
        }
    }

    /** What is not as it was promised, in a sentence. */
    Optional<String> accept(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case ShowCreated created -> {
                organizersOf(created.show()).add(actor(created.owner()));
                yield takeNote(created.show(), created.details());
            }
            case ShowRevised revised -> takeNote(Show.idOf(recorded.stream()), revised.details());
            case MemberAdded added ->
                    appoint(Show.idOf(recorded.stream()), added.member(), added.role());
            case MemberRoleChanged changed ->
                    appoint(Show.idOf(recorded.stream()), changed.member(), changed.role());
            case MemberRemoved removed -> {
                organizersOf(Show.idOf(recorded.stream())).remove(actor(removed.member()));
                yield Optional.empty();
            }
            case ShowCancelled cancelled -> {
                calledOff.add(Show.idOf(recorded.stream()));
                yield Optional.empty();
            }
            case ReservationStarted started -> start(started.terms());
            case ReservationReseated reseated -> goOn(Reservation.idOf(recorded.stream()));
            case ReservationConfirmed confirm -> {
                ReservationId id = Reservation.idOf(recorded.stream());
                confirmed.put(id, confirm.payment());
                yield goOn(id);
            }
            case ReservationCancelled cancelled -> cancel(recorded, cancelled);
            case ReservationPaymentRefused refused -> end(recorded);
            case ReservationRefunded refunded -> end(recorded);
            case PaymentRequested requested -> {
                payments.put(requested.request().id(), new Paid(requested.request()));
                yield Optional.empty();
            }
            case RefundRequested requested -> goBack(recorded, requested);
            case RefundCompleted completed -> {
                Paid paid = payments.get(Payment.idOf(recorded.stream()));
                if (paid != null) {
                    paid.refunded = paid.refunded.plus(completed.amount());
                }
                yield Optional.empty();
            }
            case TicketIssued issued -> {
                tickets.put(issued.facts().id(), issued.facts().show());
                yield Optional.empty();
            }
            case TicketCheckedIn checkedIn -> admit(Ticket.idOf(recorded.stream()));
            default -> Optional.empty();
        };
    }

    private Optional<String> takeNote(ShowId show, ShowDetails details) {
        shows.put(show, details);
        return Optional.empty();
    }

    private Set<String> organizersOf(ShowId show) {
        return organizers.computeIfAbsent(show, id -> new HashSet<>());
    }

    private static String actor(UserId person) {
        return "user:" + person;
    }

    private Optional<String> appoint(ShowId show, UserId member, MemberRole role) {
        if (role == MemberRole.ORGANIZER) {
            organizersOf(show).add(actor(member));
        } else {
            organizersOf(show).remove(actor(member));
        }
        return Optional.empty();
    }

    private Optional<String> start(Terms terms) {
        ShowDetails details = shows.get(terms.show());
        if (details == null) {
            return Optional.of(terms.id() + " is of no show");
        }
        if (terms.places().quantity() > details.maxTicketsPerReservation()) {
            return Optional.of(terms.id() + " is of " + terms.places().quantity() + " places");
        }
        return terms.lines().stream()
                .filter(line -> !isOffered(line, terms, details))
                .findFirst()
                .map(line -> terms.id() + " is at a price that is not to be had: " + line);
    }

    private static boolean isOffered(PriceLine line, Terms terms, ShowDetails details) {
        Optional<Tier> tier = details.tier(line.tier());
        return tier.isPresent()
                && tier.get().section().equals(terms.section())
                && tier.get().price().equals(line.unitPrice())
                && isOpen(tier.get(), terms.startedAt());
    }

    private static boolean isOpen(Tier tier, Instant at) {
        return tier.from().filter(at::isBefore).isEmpty()
                && tier.until().filter(until -> !at.isBefore(until)).isEmpty();
    }

    private Optional<String> goOn(ReservationId id) {
        return givenUp.contains(id)
                ? Optional.of(id + " goes on though it was given up")
                : Optional.empty();
    }

    private Optional<String> end(RecordedEvent recorded) {
        ReservationId id = Reservation.idOf(recorded.stream());
        givenUp.add(id);
        confirmed.remove(id);
        return Optional.empty();
    }

    private Optional<String> cancel(RecordedEvent recorded, ReservationCancelled cancelled) {
        PaymentId payment = confirmed.get(Reservation.idOf(recorded.stream()));
        Paid paid = payment == null ? null : payments.get(payment);
        if (paid != null) {
            int percent =
                    cancelled.by() == Canceller.ORGANIZER
                            ? ALL
                            : percent(paid.request.show(), cancelled.at());
            paid.due = paid.request.amount().percent(percent);
        }
        return end(recorded);
    }

    private int percent(ShowId show, Instant at) {
        ShowDetails details = shows.get(show);
        return calledOff.contains(show) || details == null
                ? ALL
                : details.refundPolicy().percentAt(at, details.startsAt());
    }

    /** A customer may have as much as the policy says, together with what went back before. */
    private Optional<String> goBack(RecordedEvent recorded, RefundRequested requested) {
        Paid paid = payments.get(Payment.idOf(recorded.stream()));
        if (paid == null) {
            return Optional.of(recorded.stream() + " was never asked for");
        }
        paid.goingBack = paid.goingBack.plus(requested.refund().amount());
        ShowId show = paid.request.show();
        String actor = recorded.metadata().actor();
        boolean wished =
                requested.refund().reason() == Refund.Reason.REQUESTED
                        || requested.refund().reason() == Refund.Reason.CANCELLED;
        Money allowed = paid.request.amount().percent(percent(show, requested.at()));
        boolean free = organizersOf(show).contains(actor);
        return wished && !free && paid.goingBack.isMoreThan(allowed)
                ? Optional.of(recorded.stream() + " goes back beyond its policy")
                : Optional.empty();
    }

    private Optional<String> admit(TicketId ticket) {
        ShowId show = tickets.get(ticket);
        return show != null && calledOff.contains(show)
                ? Optional.of(ticket + " admits at a show that was called off")
                : Optional.empty();
    }

    /** What has not been kept when everything has come to its end, in a sentence. */
    Optional<String> unkept() {
        for (Map.Entry<ReservationId, PaymentId> sale : confirmed.entrySet()) {
            Paid paid = payments.get(sale.getValue());
            if (paid == null) {
                return Optional.of(sale.getKey() + " is confirmed by no payment");
            }
            if (calledOff.contains(paid.request.show())) {
                return Optional.of(sale.getKey() + " is confirmed, of a show that was called off");
            }
            if (!paid.request.amount().isZero() && paid.refunded.equals(paid.request.amount())) {
                return Optional.of(sale.getKey() + " is confirmed, and has all its money back");
            }
        }
        return payments.values().stream()
                .filter(paid -> paid.due.isMoreThan(paid.goingBack))
                .findFirst()
                .map(paid -> paid.request.id() + " does not go back as far as it should");
    }
}
