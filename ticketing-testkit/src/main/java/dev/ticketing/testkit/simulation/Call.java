package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.kernel.TicketingException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One wish of a client, which asks for it under the same command id until it is answered, or gives
 * up. Requests and answers get lost, and come twice.
 */
final class Call<T> {

    private static final int MOST_TRIES = 5;

    private final SimulatedWorld world;
    private final Clients clients;
    private final Request request;
    private final Function<Ticketing, CompletableFuture<Outcome<T>>> question;
    private final Consumer<Outcome<T>> then;
    private int tries;
    private boolean answered;

    Call(
            SimulatedWorld world,
            Clients clients,
            Request request,
            Function<Ticketing, CompletableFuture<Outcome<T>>> question,
            Consumer<Outcome<T>> then) {
        this.world = world;
        this.clients = clients;
        this.request = request;
        this.question = question;
        this.then = then;
    }

    void ask() {
        tries++;
        Faults faults = world.faults();
        if (!faults.strikes(Fault.LOST_REQUEST)) {
            send();
            if (faults.strikes(Fault.DUPLICATED_REQUEST)) {
                send();
            }
        }
        world.time().after(world.settings().patience(), this::askAgain);
    }

    private void send() {
        Node node = clients.someNode();
        world.time().after(clients.latency(), () -> arrive(node));
    }

    private void askAgain() {
        if (!answered && tries < MOST_TRIES) {
            ask();
        }
    }

    private void arrive(Node node) {
        Life life = node.life();
        node.run(life, () -> node.server().ifPresent(server -> ask(server, life)));
    }

    private void ask(Ticketing server, Life life) {
        boolean done = world.isApplied(request.command().id());
        try {
            var unused =
                    question.apply(server)
                            .whenComplete(
                                    (outcome, failure) -> {
                                        judge(life, done, outcome, failure);
                                        answer(life, outcome);
                                    });
        } catch (TicketingException e) {
            // What blocks on the log fails with it; the client hears no more than that.
            world.notice("a question", e);
        }
    }

    /**
     * Who asks for what was done is told so; and nothing fails but for what is outside.
     *
     * @param done whether it was done before this was asked
     */
    private void judge(
            Life life, boolean done, @Nullable Outcome<T> outcome, @Nullable Throwable failure) {
        if (life.isOver()) {
            return;
        }
        if (outcome instanceof Outcome.Refused<T>(Refusal why)
                && isOfTheRules(why)
                && (done || isDoneByTheOnlyServer())) {
            world.fail("ONCE: refused though it was done: " + why);
        }
        if (failure != null && !world.isFromOutside(failure)) {
            world.fail("FAILED: " + failure);
        }
    }

    /** Of several servers, one may have said no before another one did it. */
    private boolean isDoneByTheOnlyServer() {
        return world.nodes().size() == 1 && world.isApplied(request.command().id());
    }

    private static boolean isOfTheRules(Refusal why) {
        return !(why instanceof Refusal.NotTaken) && !(why instanceof Refusal.ProviderSilent);
    }

    /** A failure says nothing to a client: it asks again. So does silence. */
    private void answer(Life life, @Nullable Outcome<T> outcome) {
        Faults faults = world.faults();
        if (outcome == null || life.isOver() || faults.strikes(Fault.LOST_ANSWER)) {
            return;
        }
        world.time().after(clients.latency(), () -> hear(outcome));
        if (faults.strikes(Fault.DUPLICATED_ANSWER)) {
            world.time().after(clients.latency(), () -> hear(outcome));
        }
    }

    private void hear(Outcome<T> outcome) {
        clients.heard(request, outcome);
        if (!answered) {
            answered = true;
            world.inWorkload(() -> then.accept(outcome));
        }
    }
}
