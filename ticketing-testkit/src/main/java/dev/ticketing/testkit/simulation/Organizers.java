package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
        Request request = world.by(strange ? world.newPerson() : hall.owner());
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
        return new ShowDetails(
                details.title(),
                "Told by " + request.command().id().value(),
                details.startsAt(),
                details.endsAt(),
                details.timezone(),
                details.venue(),
                details.currency(),
                details.sections(),
                details.tiers(),
                details.maxTicketsPerReservation(),
                details.holdTime(),
                details.refundPolicy());
    }

    private Question ofMembers(Chance chance, Hall hall, Request request) {
        Caller person = chance.oneOf(people);
        return chance.happens(0.5)
                ? server ->
                        server.members()
                                .set(
                                        request,
                                        hall.show(),
                                        person.user(),
                                        MemberRole.SCANNER,
                                        Optional.empty())
                : server ->
                        server.members()
                                .remove(request, hall.show(), person.user(), Optional.empty());
    }
}
