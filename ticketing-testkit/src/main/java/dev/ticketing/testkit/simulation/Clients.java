package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everybody who asks something of the servers, and what they were told. */
final class Clients {

    private final SimulatedWorld world;
    private final List<Node> nodes;
    private final Chance network;
    private final Map<CommandId, Object> told = new HashMap<>();
    private long acknowledged;

    Clients(SimulatedWorld world, List<Node> nodes, Chance network) {
        this.world = world;
        this.nodes = nodes;
        this.network = network;
    }

    <T> void ask(
            Request request,
            Function<Ticketing, CompletableFuture<Outcome<T>>> question,
            Consumer<Outcome<T>> then) {
        new Call<>(world, this, request, question, then).ask();
    }

    Node someNode() {
        return network.oneOf(nodes);
    }

    Duration latency() {
        return network.below(world.settings().latency());
    }

    /** What somebody was told is in the log, and is the same however often it was asked for. */
    void heard(Request request, Outcome<?> outcome) {
        world.hash().add(outcome instanceof Outcome.Done<?> ? 1 : 2);
        if (outcome instanceof Outcome.Done<?> done) {
            acknowledged++;
            CommandId command = request.command().id();
            if (done.position().isPresent() && !world.isApplied(command)) {
                world.fail("ACKNOWLEDGED: not in the log: " + done.value());
            }
            identity(done.value())
                    .ifPresent(
                            id -> {
                                Object before = told.putIfAbsent(command, id);
                                if (before != null && !before.equals(id)) {
                                    world.fail("ONCE: " + before + " and then " + id);
                                }
                            });
        }
    }

    private static Optional<Object> identity(Object value) {
        return switch (value) {
            case Reservation.Started reservation -> Optional.of(reservation.terms().id());
            case Payment.Requested payment -> Optional.of(payment.request().id());
            case Show.Existing show -> Optional.of(show.facts().id());
            case Tickets.Seen ticket -> Optional.of(ticket.ticket().facts().id());
            case Ticket.Issued ticket -> Optional.of(ticket.facts().id());
            default -> Optional.empty();
        };
    }

    long acknowledged() {
        return acknowledged;
    }
}
