package dev.ticketing.app.embedding;

import dev.ticketing.app.embedding.BusyDays.Sold;
import dev.ticketing.app.embedding.ProgrammeOrders.House;
import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.postgres.OwnTables;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.postgres.TextForm;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.sql.DataSource;

/** The theatre's program as it runs: on its own pool of connections, beside its own tables. */
final class Theatre implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PostgresTicketing postgres;
    private final Ticketing ticketing;
    private final BoxOffice boxOffice;

    /**
     * @param pool whose connections see the theatre's own tables
     * @param schema of the system's tables
     * @param patience before programmes are ordered
     */
    Theatre(DataSource pool, String schema, Duration patience, FailureListener failures) {
        // docs:begin postgres
        var busyDays = new BusyDays(ZoneId.of("Europe/Berlin"));
        var day = new TextForm<DayOfWeek>(DayOfWeek::name, DayOfWeek::valueOf);
        var stored =
                List.of(
                        OwnTables.of(busyDays).with(BusyDays.DAYS, day, TextForm.json(Sold.class)),
                        OwnTables.of(
                                ProgrammeOrders.TABLES,
                                TextForm.json(House.class),
                                TextForm.json(OrderProgrammes.class)));
        postgres = PostgresTicketing.sharing(pool, schema, stored);
        postgres.migrate();

        var own =
                OwnConsumers.NONE
                        .with(busyDays)
                        .with(
                                new ProgrammeOrders(patience),
                                EffectRules.FOR_EVER,
                                ticketing -> new OrderBook(pool));
        var platform = Ticketing.Platform.of(InstantSource.system(), threads, timer, failures);
        ticketing =
                Ticketing.start(
                        postgres.stores(platform),
                        platform,
                        new CardTerminal(),
                        Ticketing.Options.DEFAULT.with(own));
        // docs:end postgres
        boxOffice = new BoxOffice(ticketing, platform);
    }

    BoxOffice boxOffice() {
        return boxOffice;
    }

    Ticketing ticketing() {
        return ticketing;
    }

    PostgresTicketing postgres() {
        return postgres;
    }

    @Override
    public void close() {
        ticketing.stop().join();
        timer.shutdownNow();
        threads.close();
        postgres.close();
    }
}
