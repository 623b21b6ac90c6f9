package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Shows;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What organizers do while their shows are sold, in whatever order: also what they may not do, and
 * what nobody else may.
 */
final class Organizers {

    /** Of what they do, so much is asked for by somebody who may not. */
    private static final double STRANGE = 0.1;

    private final List<Hall> halls;
    private final List<Caller> people;
    private final Set<Caller> members = new HashSet<>();

    /** Who has tried what is not theirs is made a member by nobody. */
    private final Set<Caller> outsiders = new HashSet<>();

    Organizers(List<Hall> halls, List<Caller> people) {
        this.halls = halls;
        this.people = people;
    }

    /** What a server is asked. */
    private interface Question
            extends Function<Ticketing, CompletableFuture<? extends Outcome<?>>> {}

    void act(SimulatedWorld world) {
        Chance chance = world.chance();
        Hall hall = chance.oneOf(halls);
        boolean strange = chance.happens(STRANGE);
        Request request = world.by(strange ? stranger(world, hall) : organizer(chance, hall));
        Question question =
                chance.happens(0.5)
                        ? ofPlaces(chance, hall, request)
                        : chance.happens(0.7)
                                ? ofSales(chance, hall, request, world.by(request.caller()))
                                : ofMembers(chance, hall, request);
        world.ask(
                request,
                server -> question.apply(server).thenApply(Sale::refusedOrNot),
                outcome -> {
                    if (strange && outcome instanceof Outcome.Done<?>) {
                        world.fail("STRANGER: organized " + hall.show());
                    }
                });
    }

    /** Its owner, or somebody who may be a member. */
    Caller organizer(Chance chance, Hall hall) {
        return chance.happens(0.8) || members.isEmpty()
                ? hall.owner()
                : chance.oneOf(List.copyOf(members));
    }

    /** Somebody who has nothing to do with a show: at most, shows of their own. */
    Caller stranger(SimulatedWorld world, Hall hall) {
        Caller other = world.chance().oneOf(halls).owner();
        return other.equals(hall.owner()) || world.chance().happens(0.5)
                ? world.newPerson()
                : other;
    }

    /** Somebody who has nothing to do with what a customer has of a show: another one, say. */
    Caller stranger(SimulatedWorld world, Hall hall, Caller customer) {
        Caller other = world.chance().oneOf(people);
        if (other.equals(customer) || members.contains(other)) {
            return stranger(world, hall);
        }
        outsiders.add(other);
        return other;
    }

    /** A show comes to be, step by step, each of which has to be answered before the next. */
    void makeShow(SimulatedWorld world) {
        Hall.Plan plan = Hall.plan(world);
        Request request = world.by(plan.owner());
        world.ask(
                request,
                server -> server.shows().create(request, plan.details()),
                outcome -> {
                    if (outcome instanceof Outcome.Done<Show.Existing> done) {
                        change(world, plan, plan.madeAs(done.value().facts().id()));
                    }
                });
    }

    private void change(SimulatedWorld world, Hall.Plan plan, Hall hall) {
        ShowDetails details = plan.changed(world.chance());
        next(
                world,
                hall,
                (shows, by) -> shows.revise(by, hall.show(), details, Optional.empty()),
                () ->
                        next(
                                world,
                                hall,
                                (shows, by) -> shows.publish(by, hall.show()),
                                () -> open(world, hall)));
    }

    private void open(SimulatedWorld world, Hall hall) {
        next(world, hall, (shows, by) -> shows.openSales(by, hall.show()), () -> halls.add(hall));
    }

    private static void next(
            SimulatedWorld world,
            Hall hall,
            BiFunction<Shows, Request, CompletableFuture<Outcome<Show.Existing>>> step,
            Runnable then) {
        Request request = world.by(hall.owner());
        world.ask(
                request,
                server -> step.apply(server.shows(), request),
                outcome -> {
                    if (outcome instanceof Outcome.Done<?>) {
                        then.run();
                    }
                });
    }

    private static Question ofPlaces(Chance chance, Hall hall, Request request) {
        SectionId section = chance.happens(0.5) ? Hall.STALLS : Hall.CIRCLE;
        Places places =
                section.equals(Hall.CIRCLE) && chance.happens(0.3)
                        ? hall.someSeats(chance, 3)
                        : new Places.Count(chance.between(1, 3));
        return chance.happens(0.6)
                ? server -> server.sections().block(request, hall.show(), section, places)
                : server -> server.sections().unblock(request, hall.show(), section, places);
    }

    /**
     * @param before what has to be asked beforehand is asked with it
     */
    private static Question ofSales(Chance chance, Hall hall, Request request, Request before) {
        return switch (chance.below(20)) {
            case 0, 1 ->
                    server ->
                            server.shows()
                                    .closeSales(before, hall.show())
                                    .thenCompose(
                                            any -> server.shows().complete(request, hall.show()));
            case 2 -> server -> server.shows().deleteDraft(request, hall.show(), Optional.empty());
            case 3 -> server -> server.shows().publish(request, hall.show());
            case 4, 5, 6 -> server -> revise(server, hall, request);
            case 7, 8, 9, 10, 11, 12 -> server -> server.shows().closeSales(request, hall.show());
            default -> server -> server.shows().openSales(request, hall.show());
        };
    }

    private static CompletableFuture<Outcome<Show.Existing>> revise(
            Ticketing server, Hall hall, Request request) {
        return server.shows()
                .find(Optional.of(hall.owner()), hall.show())
                .map(
                        now ->
                                server.shows()
                                        .revise(
                                                request,
                                                hall.show(),
                                                told(now.state().details(), request),
                                                Optional.empty()))
                .orElseGet(CompletableFuture::new);
    }

    /** The same in other words. */
    private static ShowDetails told(ShowDetails details, Request request) {
        return Hall.revised(
                details,
                "Told by " + request.command().id().value(),
                details.maxTicketsPerReservation(),
                details.holdTime(),
                details.refundPolicy());
    }

    private Question ofMembers(Chance chance, Hall hall, Request request) {
        Caller anybody = chance.oneOf(people);
        Caller person = outsiders.contains(anybody) ? hall.owner() : anybody;
        members.add(person);
        MemberRole role = chance.oneOf(List.of(MemberRole.values()));
        return chance.happens(0.5)
                ? server ->
                        server.members()
                                .set(request, hall.show(), person.user(), role, Optional.empty())
                : server ->
                        server.members()
                                .remove(request, hall.show(), person.user(), Optional.empty());
    }
}
