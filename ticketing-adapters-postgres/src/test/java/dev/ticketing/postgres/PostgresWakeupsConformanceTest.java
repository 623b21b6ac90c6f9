package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.WakeupsConformance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@ExtendWith(PostgresExtension.class)
class PostgresWakeupsConformanceTest extends WakeupsConformance {

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<PostgresTicketing> open = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    PostgresWakeupsConformanceTest(TestDatabase database) {
        this.database = database;
    }

    @Override
    protected Wakeups newProcess() {
        PostgresTicketing process = PostgresTicketing.connect(Connections.settings(database));
        open.add(process);
        return process.wakeups(threads, (task, cause) -> failures.add(cause));
    }

    @AfterEach
    void closeProcesses() {
        open.forEach(PostgresTicketing::close);
        threads.shutdownNow();
        assertThat(failures).isEmpty();
    }
}
