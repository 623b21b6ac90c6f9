package dev.ticketing.testkit.services;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.MortalProcess.Death;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a process that may die, and its successor afterwards. */
final class Client {

    /** By then the leases of the dead are over. */
    private static final Duration UNTIL_RESTART = Duration.ofSeconds(10);

    /** A client that has heard nothing goes home. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final World world;
    private final MortalProcess mortal;
    private final boolean patient;
    private Ticketing process;
    private boolean restarted;

    /**
     * @param patient whether it asks the same again after the death of who it asked
     */
    Client(World world, MortalProcess mortal, boolean patient) {
        this.world = world;
        this.mortal = mortal;
        this.patient = patient;
        this.process =
                Ticketing.start(
                        mortal.stores(world.stores(world.log)),
                        mortal.platform(world.platform(MailboxLimits.DEFAULT)),
                        mortal.provider(world.provider),
                        Ticketing.Options.DEFAULT,
                        world.mailing.map(mortal::mailing));
    }

    /** Refusals are answers: a client that asks again may hear that it has what it wants. */
    <T> Optional<T> ask(Function<Ticketing, CompletableFuture<Outcome<T>>> question) {
        Optional<Outcome<T>> answer = askOnce(question);
        if (answer.isEmpty()) {
            restart();
            if (!patient) {
                throw new GaveUp();
            }
            answer = askOnce(question);
        }
        return switch (answer.orElseThrow()) {
            case Outcome.Done<T> done -> Optional.of(done.value());
            case Outcome.Refused<T>(Refusal why) -> Optional.empty();
        };
    }

    private <T> Optional<Outcome<T>> askOnce(
            Function<Ticketing, CompletableFuture<Outcome<T>>> question) {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        alive(
                () -> {
                    var unused =
                            question.apply(process)
                                    .whenComplete(
                                            (outcome, failure) -> {
                                                if (outcome != null) {
                                                    answer.complete(outcome);
                                                }
                                            });
                    world.machine.run();
                });
        return Optional.ofNullable(answer.getNow(null));
    }

    /** Tells a process something until it has taken it. */
    void tell(Consumer<Ticketing> message) {
        alive(
                () -> {
                    message.accept(process);
                    world.machine.run();
                });
        if (mortal.isDead() && !restarted) {
            restart();
            message.accept(process);
            world.machine.run();
        }
    }

    /** The one that lives. */
    Ticketing process() {
        return process;
    }

    /** Lets time pass; whoever dies on the way is followed by another process. */
    void letPass(Duration time) {
        alive(() -> world.machine.advance(time));
        if (mortal.isDead()) {
            restart();
            world.machine.advance(time);
        }
    }

    private void alive(Runnable task) {
        try {
            task.run();
        } catch (Death death) {
            world.machine.run();
        }
    }

    private void restart() {
        if (mortal.isDead() && !restarted) {
            restarted = true;
            process = world.newProcess();
            world.machine.advance(UNTIL_RESTART);
        }
    }
}
