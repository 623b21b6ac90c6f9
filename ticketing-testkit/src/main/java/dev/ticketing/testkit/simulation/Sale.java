package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SectionId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The workload that comes with the simulation: a few shows, and everybody who wants in. */
final class Sale implements Workload {

    private static final int MOST_PEOPLE = 40;

    /** How near to the end of a hold somebody pays. */
    private static final Duration NEAR = Duration.ofMillis(20);

    private final Map<Wish, Double> weights = new EnumMap<>(Wish.class);
    private final List<Hall> halls = new ArrayList<>();
    private final List<Caller> people = new ArrayList<>();
    private final List<Known> known = new ArrayList<>();
    private final Organizers organizers = new Organizers(halls, people);
    private final Doors doors = new Doors(halls, organizers);
    private final Counter counter = new Counter(organizers);
    private double total;

    /** A reservation that somebody was told of. */
    private record Known(Reservation.Started reservation, Hall hall, Caller customer) {
        ReservationId id() {
            return reservation.terms().id();
        }

        Instant expiresAt() {
            return reservation.terms().expiresAt();
        }
    }

    @Override
    public void prepare(SimulatedWorld world) {
        Chance chance = world.chance();
        for (Wish wish : Wish.values()) {
            double weight = wish.usual() * chance.below(200) / 100.0;
            weights.put(wish, weight);
            total += weight;
        }
        for (int i = chance.spread(1, 3); i > 0; i--) {
            halls.add(Hall.onSale(world));
        }
        for (int i = chance.spread(1, MOST_PEOPLE); i > 0; i--) {
            people.add(world.newPerson());
        }
    }

    private Wish next(Chance chance) {
        double dice = chance.below(1_000_000) / 1e6 * total;
        for (Map.Entry<Wish, Double> weight : weights.entrySet()) {
            dice -= weight.getValue();
            if (dice < 0) {
                return weight.getKey();
            }
        }
        return Wish.FLASH_SALE;
    }

    @Override
    public void operate(SimulatedWorld world) {
        Chance chance = world.chance();
        switch (next(chance)) {
            case FLASH_SALE -> hold(world, Hall.STALLS, count(chance, 4));
            case NEIGHBOURS -> hold(world, Hall.CIRCLE, count(chance, 6));
            case GROUP -> holdSeats(world, chance.between(1, 6));
            case LARGE_GROUP ->
                    hold(
                            world,
                            Hall.STALLS,
                            new Places.Count(Hall.MOST_PER_RESERVATION + chance.below(2)));
            case PAY -> someReservation(chance).ifPresent(one -> pay(world, one));
            case PAY_AS_IT_EXPIRES ->
                    someReservation(chance).ifPresent(one -> payAtTheEnd(world, one));
            case CANCEL ->
                    someReservation(chance)
                            .ifPresent(
                                    one ->
                                            cancel(
                                                    world,
                                                    one,
                                                    chance.happens(0.2)
                                                            ? one.hall.owner()
                                                            : one.customer));
            case CANCEL_AND_PAY -> someReservation(chance).ifPresent(one -> both(world, one));
            case REFUND -> counter.askBack(world);
            case OTHER_BODY -> otherBody(world);
            case STRANGER -> someReservation(chance).ifPresent(one -> strange(world, one));
            case ORGANIZER -> organizers.act(world);
            case NEW_SHOW -> organizers.makeShow(world);
            case LOOK ->
                    someReservation(chance)
                            .ifPresent(
                                    one ->
                                            doors.look(
                                                    world,
                                                    one.hall,
                                                    one.reservation,
                                                    one.customer));
            case TRANSFER -> doors.handOn(world, people);
            case CHECK_IN -> doors.checkIn(world);
            case CALL_OFF -> callOff(world);
        }
    }

    @Override
    public void storm(SimulatedWorld world) {
        Hall hall = world.chance().oneOf(halls);
        SectionId section = world.chance().happens(0.5) ? Hall.STALLS : Hall.CIRCLE;
        for (int i = world.chance().between(4, 12); i > 0; i--) {
            hold(world, hall, section, count(world.chance(), 3));
        }
    }

    private static Places count(Chance chance, int most) {
        return new Places.Count(chance.between(1, most));
    }

    private Optional<Known> someReservation(Chance chance) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        int back = chance.below(Math.min(known.size(), 20));
        return Optional.of(known.get(known.size() - 1 - back));
    }

    private void holdSeats(SimulatedWorld world, int most) {
        Hall hall = world.chance().oneOf(halls);
        hold(world, hall, Hall.CIRCLE, hall.someSeats(world.chance(), most));
    }

    private void hold(SimulatedWorld world, SectionId section, Places places) {
        hold(world, world.chance().oneOf(halls), section, places);
    }

    private void hold(SimulatedWorld world, Hall hall, SectionId section, Places places) {
        Caller customer = world.chance().oneOf(people);
        holdAs(world, hall, customer, world.by(customer), section, places);
    }

    private void holdAs(
            SimulatedWorld world,
            Hall hall,
            Caller customer,
            Request request,
            SectionId section,
            Places places) {
        var wish =
                new Reservations.Wish(hall.show(), section, places, hall.somePrice(world.chance()));
        world.ask(
                request,
                server -> server.reservations().hold(request, wish),
                outcome -> remember(world, outcome, hall, customer, places));
    }

    private void remember(
            SimulatedWorld world,
            Outcome<Reservation.Started> outcome,
            Hall hall,
            Caller customer,
            Places wanted) {
        if (outcome instanceof Outcome.Done<Reservation.Started> done) {
            known.add(new Known(done.value(), hall, customer));
            Terms terms = done.value().terms();
            if (terms.places().quantity() != wanted.quantity()) {
                world.fail("ONCE: somebody else's answer: " + done.value());
            }
            boolean anySeats = wanted instanceof Places.Count && !terms.places().seats().isEmpty();
            if (anySeats && new Neighbours(hall).areTornApart(world.recorded(), terms.id())) {
                world.fail("PROMISE: could sit together: " + done.value());
            }
        }
    }

    private void pay(SimulatedWorld world, Known one) {
        Request request = world.by(one.customer);
        Instrument instrument = new Instrument(PaymentMethod.Type.CARD, world.token());
        world.ask(
                request,
                server -> server.payments().pay(request, one.id(), instrument),
                outcome -> {
                    if (outcome instanceof Outcome.Done<Payment.Requested> done) {
                        counter.remember(done.value(), one.hall, one.customer);
                    }
                });
    }

    private void payAtTheEnd(SimulatedWorld world, Known one) {
        Duration left = Duration.between(world.now(), one.expiresAt());
        Duration aim = left.minus(NEAR).plus(world.chance().below(NEAR.multipliedBy(2)));
        world.later(aim.isNegative() ? Duration.ZERO : aim, () -> pay(world, one));
    }

    private void cancel(SimulatedWorld world, Known one, Caller by) {
        Request request = world.by(by);
        world.ask(
                request, server -> server.reservations().cancel(request, one.id()), outcome -> {});
    }

    private void both(SimulatedWorld world, Known one) {
        pay(world, one);
        world.later(world.chance().below(NEAR), () -> cancel(world, one, one.customer));
    }

    /** One of them at most is done: which, is a matter of who comes first. */
    private void otherBody(SimulatedWorld world) {
        Hall hall = world.chance().oneOf(halls);
        Caller customer = world.chance().oneOf(people);
        Request one = world.by(customer);
        CommandKey key = new CommandKey(one.command().id(), one.command().digest() + 1);
        Request other = new Request(customer, key, one.metadata());
        holdAs(world, hall, customer, one, Hall.STALLS, new Places.Count(1));
        holdAs(world, hall, customer, other, Hall.STALLS, new Places.Count(2));
    }

    private void strange(SimulatedWorld world, Known one) {
        Caller stranger = organizers.stranger(world, one.hall, one.customer);
        Request request = world.by(stranger);
        Instrument instrument = new Instrument(PaymentMethod.Type.CARD, "tok_ok");
        Function<Ticketing, CompletableFuture<? extends Outcome<?>>> question =
                world.chance().happens(0.5)
                        ? server -> server.payments().pay(request, one.id(), instrument)
                        : server -> server.reservations().cancel(request, one.id());
        world.ask(
                request,
                server -> {
                    if (server.reservations().find(stranger, one.id()).isPresent()) {
                        world.fail("STRANGER: was shown " + one.id());
                    }
                    return question.apply(server).thenApply(Sale::refusedOrNot);
                },
                outcome -> {
                    if (outcome instanceof Outcome.Done<Boolean>) {
                        world.fail("STRANGER: was served for " + one.id());
                    }
                });
    }

    static Outcome<Boolean> refusedOrNot(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?> refused -> new Outcome.Refused<>(refused.why());
            case Outcome.Done<?> done ->
                    new Outcome.Done<>(true, done.version(), done.position(), done.replayed());
        };
    }

    private void callOff(SimulatedWorld world) {
        Hall hall = world.chance().oneOf(halls);
        boolean strange = world.chance().happens(0.3);
        Request request = world.by(strange ? organizers.stranger(world, hall) : hall.owner());
        world.ask(
                request,
                server -> server.cancellations().cancel(request, hall.show()),
                outcome -> {
                    if (strange && outcome instanceof Outcome.Done<?>) {
                        world.fail("STRANGER: called off " + hall.show());
                    } else if (outcome instanceof Outcome.Done<?>) {
                        // Somebody comes to the door who has not heard of it.
                        doors.checkIn(world);
                    }
                });
    }
}
