package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.Position;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

@ExtendWith(PostgresExtension.class)
class DemoTest {

    private final InMemoryPaymentProvider provider = new InMemoryPaymentProvider();

    @TempDir private Path directory;

    @Test
    void fills_an_empty_system_and_leaves_one_that_is_in_use(TestDatabase database) {
        Configuration configuration = Configurations.over(database, directory);
        try (PostgresTicketing postgres = PostgresTicketing.connect(configuration.database());
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            postgres.migrate();
            Ticketing.Platform platform =
                    Ticketing.Platform.of(
                            InstantSource.system(), executor, timer, (task, cause) -> {});
            Ticketing ticketing = Ticketing.start(postgres.stores(platform), platform, provider);
            Printed first = new Printed();
            Printed second = new Printed();

            new Demo(ticketing, postgres, first.stream()).fill();
            Eventually.isTrue(() -> !LogContents.of(postgres.feed()).hasOpenPayments());
            Position filled = ticketing.head();
            int captured = provider.captures().size();
            new Demo(ticketing, postgres, second.stream()).fill();

            assertThat(first.text())
                    .startsWith("Demo: two events of organizer@example.com, 24 buyers, ")
                    .contains("general admission", "numbered seats");
            assertThat(captured).isPositive();
            assertThat(second.text()).isEmpty();
            assertThat(ticketing.head()).isEqualTo(filled);
            assertThat(provider.captures()).hasSize(captured);
            ticketing.stop().join();
            timer.shutdownNow();
        }
    }
}
