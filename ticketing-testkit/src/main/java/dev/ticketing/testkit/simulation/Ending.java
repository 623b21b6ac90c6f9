package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When nothing goes wrong any more: everything comes to its end within a bound of virtual time, and
 * all that is kept agrees.
 */
final class Ending {

    private static final String OPERATOR = "user:operator";
    private static final Duration STEP = Duration.ofSeconds(15);

    /** By then everything has ended but what was taken by a provider that nobody heard of. */
    private static final int STEPS = 120;

    /** By then that was looked up for the last time, and is back. */
    private static final int LONG_STEPS = 60;

    private static final Duration LONG_STEP = Duration.ofMinutes(30);

    private final SimulatedWorld world;

    Ending(SimulatedWorld world) {
        this.world = world;
    }

    /** Repairs everything, and looks at what comes of it. */
    void run() {
        repair();
        Optional<String> unfinished = settle(STEPS, STEP);
        if (unfinished.isPresent() && world.broken().isEmpty() && unheardOf().equals(unfinished)) {
            world.slowDown(Duration.ofMinutes(1));
            unfinished = settle(LONG_STEPS, LONG_STEP);
        }
        unfinished.ifPresent(what -> world.fail("END: " + what));
        if (!world.options().own().equals(OwnConsumers.NONE)) {
            // What they still have to do is known to nobody but to them.
            world.passUntil(world.time().now() + Timeline.micros(STEP));
        }
        if (world.broken().isEmpty()) {
            verify();
        }
    }

    private void repair() {
        world.faults().end();
        world.nodes().forEach(Node::heal);
        world.slowDown(Duration.ofSeconds(4));
        if (world.log().holdsUnreadable()) {
            world.nodes().forEach(Node::restart);
        }
    }

    /** What is unfinished after so many steps, if anything is. */
    private Optional<String> settle(int steps, Duration step) {
        Optional<String> unfinished = Optional.of("nothing was looked at");
        for (int i = 0; i < steps && unfinished.isPresent(); i++) {
            world.passUntil(world.time().now() + Timeline.micros(step));
            world.log()
                    .books()
                    .unasked(world.providerBooks())
                    .ifPresent(what -> world.fail("MONEY: " + what));
            if (world.broken().isPresent()) {
                return Optional.empty();
            }
            if (world.log().holdsUnreadable()) {
                world.database().consumers.requestRetries(Optional.empty(), OPERATOR);
            }
            unfinished = unfinished();
        }
        return unfinished;
    }

    /** Money that was taken for an attempt that has been given up is looked for once more. */
    private Optional<String> unfinished() {
        return world.log()
                .books()
                .open()
                .or(() -> world.log().promises().unkept())
                .or(this::waiting)
                .or(this::behind)
                .or(this::unsent)
                .or(this::unheardOf);
    }

    private Optional<String> unheardOf() {
        return world.log().books().difference(world.providerBooks());
    }

    private Optional<String> waiting() {
        long waiting = world.database().webhooks.waiting();
        return waiting == 0 ? Optional.empty() : Optional.of(waiting + " webhooks wait");
    }

    private Optional<String> behind() {
        Position head = world.database().log.head();
        for (ConsumerStatus status : world.database().consumers.all()) {
            if (status.role() == Role.SERVING && status.position().isBefore(head)) {
                return Optional.of(status.id() + " is behind: at " + status.position());
            }
            List<DeadLetter> open = world.database().consumers.open(status.id());
            if (!open.isEmpty()) {
                return Optional.of("set aside: " + open.getFirst());
            }
        }
        return Optional.empty();
    }

    private Optional<String> unsent() {
        if (!world.settings().mailing()) {
            return Optional.empty();
        }
        for (ReservationId id : world.log().books().toBeTold()) {
            if (!world.mail().hasHeardOf(id)) {
                return Optional.of("nobody was told by mail of " + id);
            }
        }
        return Optional.empty();
    }

    private List<Projection> readModels() {
        List<Projection> all = new ArrayList<>(Ticketing.PROJECTIONS);
        all.addAll(world.options().own().projections());
        return all;
    }

    private void verify() {
        Verification verification =
                new Verification(
                        new Verification.Needs(
                                world.database().log,
                                world.database().log,
                                world.database().log,
                                world.database().consumers,
                                readModels(),
                                "verification",
                                world.time()));
        Report report = verification.run((step, done, of) -> {}).orElseThrow();
        report.violations().stream()
                .findFirst()
                .ifPresent(
                        first ->
                                world.fail(
                                        first.kind() + ": " + first.where() + ": " + first.text()));
    }
}
