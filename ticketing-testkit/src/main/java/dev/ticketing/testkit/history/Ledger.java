package dev.ticketing.testkit.history;

import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.testkit.history.Operation.Claim;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What the clients of a server have asked for and been told, kept outside of it, to be compared
 * with what its log holds: see {@link HistoryChecker}. Nothing is ever taken out. For any number of
 * threads; made for millions of operations, at about a hundred bytes each.
 *
 * <p>An operation is written down <em>before</em> its request leaves, and its answer after it has
 * come. The request carries the operation's key twice, as {@code Idempotency-Key} and as {@code
 * X-Request-Id}: the latter is what the log's events name.
 */
public final class Ledger implements AutoCloseable {

    private final ReentrantLock turn = new ReentrantLock();
    private final List<Operation> operations = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final LongSupplier clock;
    private final @Nullable LedgerFile file;

    private Ledger(LongSupplier clock, @Nullable LedgerFile file) {
        this.clock = clock;
        this.file = file;
    }

    /** A ledger that lives as long as this process. */
    public static Ledger inMemory() {
        return inMemory(System::nanoTime);
    }

    /**
     * A ledger that lives as long as this process.
     *
     * @param clock in nanoseconds from whenever, never going back; one second of it is no longer
     *     than one of the server's clock
     */
    public static Ledger inMemory(LongSupplier clock) {
        return new Ledger(clock, null);
    }

    /**
     * A ledger that is also written to a file, line by line, so that nothing is forgotten when this
     * process dies. It does not wait for the disk: when the machine dies, the last lines may be
     * lost.
     *
     * @param file must not exist
     * @throws java.io.UncheckedIOException if it cannot be made; later, by whatever is told to the
     *     ledger, if it cannot be written
     */
    public static Ledger keptIn(Path file) {
        return new Ledger(System::nanoTime, LedgerFile.create(file));
    }

    /**
     * Reads what another process has left. A last line that was not finished says nothing.
     *
     * @throws IllegalArgumentException if it is no ledger
     */
    public static Ledger read(Path file) {
        return LedgerReader.read(file);
    }

    /** Writes down what is about to be asked for. */
    public Operation invoked(UUID key, Wish wish) {
        return invoked(key, wish, clock.getAsLong());
    }

    Operation invoked(UUID key, Wish wish, long now) {
        turn.lock();
        try {
            Operation operation = new Operation(operations.size(), key, wish, now);
            if (file != null) {
                file.invoked(operation);
            }
            operations.add(operation);
            return operation;
        } finally {
            turn.unlock();
        }
    }

    Operation operation(int number) {
        turn.lock();
        try {
            return operations.get(number);
        } finally {
            turn.unlock();
        }
    }

    /**
     * It has happened, the server said.
     *
     * @param id of the reservation or the payment
     */
    public void acknowledged(Operation operation, UUID id) {
        acknowledged(operation, id, Claim.DONE);
    }

    /** It has happened, the server said, and more. */
    public void acknowledged(Operation operation, UUID id, Claim claim) {
        acknowledged(operation, id, claim, List.of(), clock.getAsLong());
    }

    /** These seats are held, the server said. */
    public void acknowledged(Operation operation, UUID id, List<SeatLabel> seats) {
        acknowledged(operation, id, Claim.DONE, List.copyOf(seats), clock.getAsLong());
    }

    void acknowledged(Operation operation, UUID id, Claim claim, List<SeatLabel> seats, long now) {
        boolean first = operation.state() != Operation.State.ACKNOWLEDGED;
        operation.acknowledge(id, claim, seats, now);
        if (file != null) {
            file.acknowledged(operation, id, now);
        }
        if (first) {
            acknowledged.incrementAndGet();
        }
    }

    /** It has not happened and never will, the server said. */
    public void refused(Operation operation, String code) {
        refused(operation, code, List.of(), clock.getAsLong());
    }

    /**
     * It has not happened and never will, the server said.
     *
     * @param taken those of the seats that somebody else has, if that is why
     */
    public void refused(Operation operation, String code, List<SeatLabel> taken) {
        refused(operation, code, List.copyOf(taken), clock.getAsLong());
    }

    void refused(Operation operation, String code, List<SeatLabel> taken, long now) {
        // There are few codes, and millions of refusals.
        operation.refuse(code.intern(), taken, now);
        if (file != null) {
            file.refused(operation, now);
        }
    }

    /** No answer came, or none that decides: it is asked for again under the same key, or never. */
    public void unanswered(Operation operation) {
        operation.leaveOpen();
        if (file != null) {
            file.unanswered(operation);
        }
    }

    /** How many operations have been acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** As they stand, in the order in which they were invoked. */
    public List<Operation> operations() {
        turn.lock();
        try {
            return Arrays.asList(operations.toArray(Operation[]::new));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
