package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Several processes, as it were, on one database: each with pools of its own. */
@ExtendWith(PostgresExtension.class)
class SeveralProcessesTest {

    private static final int PROCESSES = 3;
    private static final int WRITERS_EACH = 4;
    private static final int BATCHES = 15;
    private static final int BATCH = 20;
    private static final int UNITS = PROCESSES * WRITERS_EACH * BATCHES * BATCH;

    @Test
    void positions_have_no_holes_and_no_unit_is_lost_or_doubled(TestDatabase database)
            throws Exception {
        Units contended = new Units();
        List<PostgresTicketing> processes = new ArrayList<>();
        List<Future<List<Unit>>> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PROCESSES; i++) {
                PostgresTicketing process = Connections.migrated(database);
                processes.add(process);
                for (int j = 0; j < WRITERS_EACH; j++) {
                    written.add(threads.submit(writer(process, contended.hot())));
                }
            }
        }

        List<RecordedEvent> log = all(processes.getFirst());
        assertThat(log)
                .extracting(e -> e.position().value())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * UNITS).boxed().toList());
        assertVersionsFollowEachOther(log);
        assertThat(log).extracting(RecordedEvent::recordedAt).isSorted();
        for (Future<List<Unit>> units : written) {
            for (Unit unit : units.get()) {
                assertThat(log.stream().filter(e -> e.command().equals(unit.command().id())))
                        .hasSize(2);
            }
        }
        assertThat(processes.stream().mapToLong(p -> p.statistics().units()).sum())
                .isEqualTo(UNITS);
        processes.forEach(PostgresTicketing::close);
    }

    /** Appends batches: half of a batch on a stream that all write to, half on its own. */
    private static Callable<List<Unit>> writer(PostgresTicketing process, StreamId hot) {
        return () -> {
            List<Unit> done = new ArrayList<>();
            Units own = new Units();
            Units contended = new Units(hot);
            for (int i = 0; i < BATCHES; i++) {
                List<Unit> quiet = own.holds(BATCH / 2);
                contended.after(versionOf(process, contended));
                List<Unit> batch = new ArrayList<>(contended.holds(BATCH / 2));
                batch.addAll(quiet);
                List<AppendResult> results = process.eventLog().append(batch);
                assertThat(results.subList(BATCH / 2, BATCH))
                        .hasOnlyElementsOfType(AppendResult.Appended.class);
                boolean won = results.getFirst() instanceof AppendResult.Appended;
                done.addAll(won ? batch : quiet);
                if (!won) {
                    done.addAll(insist(process, contended));
                }
            }
            return done;
        };
    }

    private static List<Unit> insist(PostgresTicketing process, Units contended) {
        while (true) {
            contended.after(versionOf(process, contended));
            List<Unit> batch = contended.holds(BATCH / 2);
            List<AppendResult> results = process.eventLog().append(batch);
            if (results.getFirst() instanceof AppendResult.Appended) {
                assertThat(results).hasOnlyElementsOfType(AppendResult.Appended.class);
                return batch;
            }
            assertThat(results).containsOnly(new AppendResult.Conflict());
        }
    }

    private static long versionOf(PostgresTicketing process, Units units) {
        return process.eventLog().read(units.hot(), Version.NONE, UNITS).size();
    }

    private static void assertVersionsFollowEachOther(List<RecordedEvent> log) {
        Map<StreamId, Long> versions = new HashMap<>();
        for (RecordedEvent event : log) {
            long version = versions.merge(event.stream(), 1L, Long::sum);
            assertThat(event.version().value()).isEqualTo(version);
        }
    }

    private static List<RecordedEvent> all(PostgresTicketing process) {
        List<RecordedEvent> all = new ArrayList<>();
        Position head = process.feed().head();
        while (all.size() < head.value()) {
            all.addAll(process.feed().read(new Position(all.size()), 500));
        }
        return all;
    }
}
