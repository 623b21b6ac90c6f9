package dev.ticketing.postgres;

import dev.ticketing.core.upkeep.OpenWork.Change;
import dev.ticketing.core.upkeep.OpenWork.Change.HoldEnds;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferBegun;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferEnded;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Changes to what is still to be done, sorted by kind: each kind is one statement. */
final class OpenWorkChanges {

    /** A section stands once among the rows of one insert. */
    private static final String ADD_DUE =
            """
            INSERT INTO section_due AS d (partition, show_id, section_id, due_at)
            SELECT :partition, h.show_id, h.section_id, min(h.due_at)
            FROM unnest(
                :shows, :sections, CAST(:instants AS timestamptz[])
            ) AS h (show_id, section_id, due_at)
            GROUP BY h.show_id, h.section_id
            ON CONFLICT (partition, show_id, section_id)
                DO UPDATE SET due_at = least(d.due_at, excluded.due_at)
            """;

    private static final String ADD_TRANSFERS =
            """
            INSERT INTO open_transfer (partition, transfer_id, payment, since)
            SELECT :partition, t.transfer_id, t.payment, t.since
            FROM unnest(
                :ids, :payments, CAST(:instants AS timestamptz[])
            ) AS t (transfer_id, payment, since)
            ON CONFLICT (partition, transfer_id) DO NOTHING
            """;

    private static final String REMOVE_TRANSFERS =
            """
            DELETE FROM open_transfer
            WHERE partition = :partition AND transfer_id = ANY (:ids)
            """;

    private final List<HoldEnds> ends = new ArrayList<>();
    private final Map<UUID, TransferBegun> begun = new LinkedHashMap<>();
    private final List<UUID> ended = new ArrayList<>();

    OpenWorkChanges(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case HoldEnds holdEnds -> ends.add(holdEnds);
                case TransferBegun transfer -> begun.put(transfer.id(), transfer);
                case TransferEnded transfer -> {
                    begun.remove(transfer.id());
                    ended.add(transfer.id());
                }
            }
        }
    }

    void store(Handle handle, int partition) {
        if (!ends.isEmpty()) {
            addDue(handle, partition);
        }
        if (!ended.isEmpty()) {
            handle.createUpdate(REMOVE_TRANSFERS)
                    .bind("partition", partition)
                    .bind("ids", SqlArrays.ids(ended.toArray(UUID[]::new)))
                    .execute();
        }
        if (!begun.isEmpty()) {
            addTransfers(handle, partition);
        }
    }

    private void addDue(Handle handle, int partition) {
        handle.createUpdate(ADD_DUE)
                .bind("partition", partition)
                .bind("shows", SqlArrays.ids(ids(ends, end -> end.show().value())))
                .bind("sections", SqlArrays.texts(texts(ends, end -> end.section().value())))
                .bind("instants", SqlArrays.texts(instants(ends, HoldEnds::at)))
                .execute();
    }

    private void addTransfers(Handle handle, int partition) {
        List<TransferBegun> transfers = List.copyOf(begun.values());
        handle.createUpdate(ADD_TRANSFERS)
                .bind("partition", partition)
                .bind("ids", SqlArrays.ids(ids(transfers, TransferBegun::id)))
                .bind("payments", SqlArrays.ids(ids(transfers, t -> t.payment().value())))
                .bind("instants", SqlArrays.texts(instants(transfers, TransferBegun::since)))
                .execute();
    }

    private static <T> UUID[] ids(List<T> values, Function<T, UUID> id) {
        return values.stream().map(id).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }

    private static <T> String[] instants(List<T> values, Function<T, Instant> instant) {
        return texts(values, instant.andThen(Instants::column).andThen(Object::toString));
    }
}
