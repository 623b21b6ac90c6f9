package dev.ticketing.core.show;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that everything that was held or bought of a cancelled show is given back, whatever
 * dies meanwhile. The money itself is followed by the settlement of each payment.
 */
public final class CancellationProcess
        implements ProcessManager<CancellationProcess.Nothing, CancellationTask> {

    /** Who is said to have given back what is given back with a show. */
    public static final String ACTOR = "system:cancellation";

    public static final ProcessTables<Nothing, CancellationTask> TABLES =
            ProcessTables.of("cancellation");

    /** It remembers nothing: the log says what is left to be given back. */
    public record Nothing() {}

    @Override
    public ProcessTables<Nothing, CancellationTask> tables() {
        return TABLES;
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(ShowCancelled.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("show");
    }

    @Override
    public Optional<String> instanceOf(RecordedEvent event) {
        return Optional.of(event.stream().key());
    }

    @Override
    public Nothing initialState() {
        return new Nothing();
    }

    @Override
    public Nothing evolve(Nothing state, ProcessInput input) {
        return state;
    }

    @Override
    public List<Effect<CancellationTask>> react(Nothing state, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent event) ->
                    List.of(new Send<>(new CancellationTask(Show.idOf(event.stream()))));
            case TimedOut out -> List.of();
        };
    }

    @Override
    public boolean isOver(Nothing state) {
        return true;
    }
}
