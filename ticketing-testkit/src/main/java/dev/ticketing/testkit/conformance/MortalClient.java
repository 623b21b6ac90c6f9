package dev.ticketing.testkit.conformance;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.MortalProcess.Death;
import dev.ticketing.testkit.TestMachine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a process that may die, and its successor afterwards. */
final class MortalClient {

    /** By then the leases of the dead are over. */
    private static final Duration UNTIL_RESTART = Duration.ofSeconds(10);

    /** Shorter than half a lease: whoever lives does not lose theirs. */
    private static final Duration STRIDE = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration LONG_STRIDE = Duration.ofSeconds(10);

    /** A client that has heard nothing goes home. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final DeathStage stage;
    private final PaymentProvider provider;
    private final Mailing mailing;
    private final MortalProcess mortal;
    private final boolean patient;
    private final TestMachine machine;
    private @Nullable Ticketing process;
    private boolean restarted;

    /**
     * @param patient whether it asks the same again after the death of who it asked
     */
    MortalClient(
            DeathStage stage,
            PaymentProvider provider,
            Mailing mailing,
            MortalProcess mortal,
            boolean patient) {
        this.stage = stage;
        this.provider = provider;
        this.mailing = mailing;
        this.mortal = mortal;
        this.patient = patient;
        machine = new TestMachine(stage.clock);
    }

    private Ticketing.Platform platform() {
        return new Ticketing.Platform(
                stage.clock,
                stage.ids,
                machine,
                machine,
                machine,
                (task, cause) -> {},
                MailboxLimits.DEFAULT);
    }

    /** A show that somebody sells before there is anybody who may die. */
    ShowId onSale(Caller owner, ShowDetails details) {
        Ticketing seller = Ticketing.startWritesOnly(stage.stores(), platform(), provider);
        ShowId show =
                done(seller.shows().create(Request.once(owner, stage.ids), details)).facts().id();
        done(seller.shows().publish(Request.once(owner, stage.ids), show));
        done(seller.shows().openSales(Request.once(owner, stage.ids), show));
        return show;
    }

    /** Whoever is asked first is there now. */
    void begin() {
        alive(
                () ->
                        process =
                                Ticketing.start(
                                        mortal.stores(stage.stores()),
                                        mortal.platform(platform()),
                                        mortal.provider(provider),
                                        Ticketing.Options.DEFAULT,
                                        Optional.of(mortal.mailing(mailing))));
        if (process == null) {
            restart();
        }
    }

    /** One more process does this, and nothing else. */
    <T> void aside(Function<Ticketing, CompletableFuture<Outcome<T>>> work) {
        done(work.apply(Ticketing.startWritesOnly(stage.stores(), platform(), provider)));
    }

    private <T> T done(CompletableFuture<Outcome<T>> answer) {
        return switch (machine.await(answer)) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
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
                            question.apply(process())
                                    .whenComplete(
                                            (outcome, failure) -> {
                                                if (outcome != null) {
                                                    answer.complete(outcome);
                                                }
                                            });
                    machine.run();
                });
        return Optional.ofNullable(answer.getNow(null));
    }

    /** Tells a process something until it has taken it. */
    void tell(Consumer<Ticketing> message) {
        alive(
                () -> {
                    message.accept(process());
                    machine.run();
                });
        if (mortal.isDead() && !restarted) {
            restart();
            message.accept(process());
            machine.run();
        }
    }

    /** The one that lives. */
    Ticketing process() {
        return Objects.requireNonNull(process);
    }

    /** Lets time pass; whoever dies on the way is followed by another process. */
    void letPass(Duration time) {
        alive(() -> pass(time));
        if (mortal.isDead()) {
            restart();
            pass(time);
        }
    }

    /**
     * In strides, for the sake of those who look for something to do twice a second. Long times
     * pass in strides in which leases end.
     */
    private void pass(Duration time) {
        Duration stride = time.compareTo(LONG) < 0 ? STRIDE : LONG_STRIDE;
        Instant end = stage.clock.instant().plus(time);
        while (stage.clock.instant().isBefore(end)) {
            jump(stride);
            machine.run();
        }
    }

    /** Time passes, and nobody does anything meanwhile. */
    void jump(Duration time) {
        machine.jumpTo(stage.clock.instant().plus(time));
    }

    /** Whoever lives stops. */
    void end() {
        machine.await(process().stop());
    }

    private void alive(Runnable task) {
        try {
            task.run();
        } catch (Death death) {
            machine.run();
        }
    }

    private void restart() {
        if (mortal.isDead() && !restarted) {
            restarted = true;
            process =
                    Ticketing.start(
                            stage.stores(),
                            platform(),
                            provider,
                            Ticketing.Options.DEFAULT,
                            Optional.of(mailing));
            pass(UNTIL_RESTART);
        }
    }
}
