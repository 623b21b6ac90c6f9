package dev.ticketing.postgres;

import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.CancellationTask;
import dev.ticketing.core.show.ShowId;

/** How the cancellation of shows is stored. */
final class CancellationTables {

    private static final Shape<CancellationProcess.Nothing> STATE =
            new Shape<>((nothing, out) -> {}, in -> new CancellationProcess.Nothing());

    private static final Shape<CancellationTask> TASK =
            new Shape<>(
                    (task, out) -> out.id("show", task.show().value()),
                    in -> new CancellationTask(new ShowId(in.id("show"))));

    static final ConsumerTables ALL = ProcessShapes.tables(CancellationProcess.TABLES, STATE, TASK);

    private CancellationTables() {}
}
