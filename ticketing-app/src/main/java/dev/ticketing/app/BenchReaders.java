package dev.ticketing.app;

import dev.ticketing.app.bench.SampleLog;
import dev.ticketing.core.application.Directories;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;

import org.HdrHistogram.Histogram;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Somebody who looks at lists all the time, a hundred times a second at most. */
final class BenchReaders implements AutoCloseable {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final long BETWEEN_NANOS = 10_000_000;
    private static final int PAGE = 20;
    private static final int KINDS = 4;
    private static final long SEED = 2;

    private final Directories directories;
    private final List<ShowId> shows;
    private final List<UserId> customers;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    private final Thread thread;
    private long failed;
    private volatile boolean over;

    /**
     * How readers fared.
     *
     * @param failed reads that threw, or found nothing where something is
     * @param latency of all others, in microseconds
     */
    record Reads(long failed, Histogram latency) {
        long answered() {
            return latency.getTotalCount();
        }
    }

    private BenchReaders(Directories directories, SampleLog sample) {
        this.directories = directories;
        this.shows = sample.shows();
        this.customers = sample.customers();
        this.thread = Thread.ofPlatform().name("bench-reader").daemon().unstarted(this::read);
    }

    static BenchReaders start(Directories directories, SampleLog sample) {
        BenchReaders readers = new BenchReaders(directories, sample);
        readers.thread.start();
        return readers;
    }

    private void read() {
        for (int i = 0; !over; i++) {
            long start = System.nanoTime();
            if (isAnswered(i % KINDS)) {
                long micros = (System.nanoTime() - start) / 1_000;
                latency.recordValue(Math.min(micros, LONGEST_MICROS));
            } else {
                failed++;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    private boolean isAnswered(int kind) {
        ShowId show = shows.get(random.nextInt(shows.size()));
        try {
            return switch (kind) {
                case 0 -> !directories.availability().sections(show).isEmpty();
                case 1 -> directories.sales().of(show).isPresent();
                case 2 -> !directories.shows().list(ALL, Optional.empty(), PAGE).isEmpty();
                default -> listsOfCustomer(customers.get(random.nextInt(customers.size())));
            };
        } catch (RuntimeException e) {
            Server.report("a read", e);
            return false;
        }
    }

    private static final ShowDirectory.Filter ALL =
            new ShowDirectory.Filter(
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /** Whoever has bought nothing has an empty list: that it is answered is enough. */
    private boolean listsOfCustomer(UserId customer) {
        var filter =
                new ReservationDirectory.Filter(
                        Optional.of(customer), Optional.empty(), Optional.empty());
        directories
                .reservations()
                .list(filter, Clock.systemUTC().instant(), Optional.empty(), PAGE);
        return true;
    }

    /** Ends reading. */
    Reads end() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Reads(failed, latency);
    }

    @Override
    public void close() {
        over = true;
    }
}
