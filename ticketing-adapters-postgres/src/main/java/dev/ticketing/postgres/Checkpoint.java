package dev.ticketing.postgres;

import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Position;

import org.jdbi.v3.core.Handle;

import java.util.function.Consumer;

/** How far a read model has come; it moves together with what the read model stores. */
final class Checkpoint {

    private static final String READ =
            """
            SELECT position
            FROM read_model
            WHERE partition = :partition AND name = :name
            """;

    /** Waits for whoever is moving it, and then finds that it is not where it was. */
    private static final String MOVE =
            """
            UPDATE read_model
            SET position = :to
            WHERE partition = :partition AND name = :name AND position = :from
            """;

    private final int partition;
    private final String name;
    private final Database database;

    Checkpoint(int partition, String name, Database database) {
        this.partition = partition;
        this.name = name;
        this.database = database;
    }

    Position position() {
        return database.call(
                handle ->
                        handle.createQuery(READ)
                                .bind("partition", partition)
                                .bind("name", name)
                                .mapTo(Long.class)
                                .findOne()
                                .map(Position::new)
                                .orElseThrow(() -> new CorruptLog("no read model " + name)));
    }

    /**
     * Makes changes and moves on, in one transaction.
     *
     * @return false, with nothing done, if the checkpoint is not at {@code from}
     */
    boolean move(Position from, Position to, Consumer<Handle> changes) {
        return database.transact(
                handle -> {
                    boolean moved =
                            handle.createUpdate(MOVE)
                                            .bind("partition", partition)
                                            .bind("name", name)
                                            .bind("from", from.value())
                                            .bind("to", to.value())
                                            .execute()
                                    == 1;
                    if (moved) {
                        changes.accept(handle);
                    }
                    return moved;
                });
    }
}
