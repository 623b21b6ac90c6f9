package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowCommand.CancelShow;
import dev.ticketing.core.show.ShowDecider;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRejection;

import java.util.List;

/** What another process records in the log of a world. */
final class Elsewhere {

    private final World world;

    Elsewhere(World world) {
        this.world = world;
    }

    /** Calls it off, if it can be. */
    void callOff(ShowId id) {
        AggregateRef<Show, ShowEvent> show = Show.at(id);
        List<RecordedEvent> history = world.memory.read(show.stream(), Version.NONE, 1_000);
        Show state = show.decider().initialState();
        for (RecordedEvent recorded : history) {
            state = show.evolve(state, recorded);
        }
        CancelShow cancel = new CancelShow(world.owner.user(), world.clock.instant());
        if (ShowDecider.INSTANCE.decide(cancel, state)
                        instanceof Decision.Accepted<ShowEvent, ShowRejection>(var events)
                && !events.isEmpty()) {
            StreamAppend append =
                    new StreamAppend(show.stream(), history.getLast().version(), events);
            CommandKey command = new CommandKey(new CommandId(world.newId()), 0);
            EventMetadata metadata = EventMetadata.ofSystem("test", world.newId());
            assertThat(world.memory.append(List.of(new Unit(command, List.of(append), metadata))))
                    .hasOnlyElementsOfType(AppendResult.Appended.class);
        }
    }
}
