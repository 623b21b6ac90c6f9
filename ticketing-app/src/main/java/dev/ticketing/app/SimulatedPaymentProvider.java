package dev.ticketing.app;

import dev.ticketing.core.application.Payments;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A provider that moves no money and decides by token, see {@link SimulatedToken}. It keeps a
 * ledger of its own, outside the database, and remembers across a crash; several processes may
 * share it.
 */
final class SimulatedPaymentProvider implements PaymentProvider, AutoCloseable {

    static final String NAME = "simulated";

    /** Whoever calls waits for less than this and {@link Payments#PATIENCE} together. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final int ERRORS = 2;

    /** The file of the ledger, in the data directory: a key, a tab, and what became of it. */
    static final String LEDGER = "simulated-payments.ledger";

    /** What a key of the ledger begins with. */
    static final String ATTEMPT = "attempt:";

    static final String REFUND = "refund:";

    /** The file's lock keeps other processes away, but is refused to a second taker in this one. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final FileChannel ledger;
    private final InstantSource clock;
    private final Duration silence;
    private final Map<PaymentId, Integer> errors = new ConcurrentHashMap<>();
    private final Map<String, String> entries = new HashMap<>();
    private volatile long known;
    private volatile Listener listener = (key, entry, deliveries) -> {};

    private final ReentrantLock forcing = new ReentrantLock();

    /** How far the ledger is on disk. Touched while forcing alone. */
    private long durable;

    private SimulatedPaymentProvider(FileChannel ledger, InstantSource clock, Duration silence) {
        this.ledger = ledger;
        this.clock = clock;
        this.silence = silence;
    }

    static SimulatedPaymentProvider open(Path dataDirectory) {
        return open(dataDirectory, InstantSource.system(), SILENCE);
    }

    /**
     * @param silence how long a call takes that is not answered
     */
    static SimulatedPaymentProvider open(
            Path dataDirectory, InstantSource clock, Duration silence) {
        try {
            Files.createDirectories(dataDirectory);
            FileChannel ledger =
                    FileChannel.open(
                            dataDirectory.resolve(LEDGER),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return new SimulatedPaymentProvider(ledger, clock, silence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is told of what is new in the ledger, by whoever asked for it: must not block. */
    @FunctionalInterface
    interface Listener {

        /**
         * There is a new entry.
         *
         * @param deliveries how often it is to be told
         */
        void written(String key, String entry, int deliveries);
    }

    /** From now on; there is one. */
    void tell(Listener whom) {
        listener = whom;
    }

    /** All that the ledger holds, by key. */
    Map<String, String> ledger() {
        return inTurn(() -> Map.copyOf(entries));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        SimulatedToken behaviour = SimulatedToken.of(token);
        if (behaviour == SimulatedToken.ERROR_THEN_OK
                && errors.merge(attempt.key(), 1, Integer::sum) <= ERRORS) {
            throw new ProviderUnavailable("500", new IOException("simulated"));
        }
        Instant now = clock.instant();
        LedgerEntry wanted = behaviour.entry(attempt, now);
        LedgerEntry entry =
                LedgerEntry.parse(
                        once(ATTEMPT + attempt.key(), wanted.written(), behaviour.deliveries()));
        if (behaviour.isSilent()) {
            beSilent();
        }
        return entry.at(clock.instant());
    }

    private void beSilent() {
        try {
            Thread.sleep(silence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProviderUnavailable("no answer", new SocketTimeoutException("simulated"));
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return inTurn(() -> Optional.ofNullable(entries.get(ATTEMPT + key)))
                .map(entry -> LedgerEntry.parse(entry).at(clock.instant()));
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        LedgerEntry wanted = LedgerEntry.refunded(key, amount, captureReference, clock.instant());
        return givenBack(once(REFUND + key, wanted.written(), 1));
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        return inTurn(() -> Optional.ofNullable(entries.get(REFUND + key)))
                .map(SimulatedPaymentProvider::givenBack);
    }

    private static GivingBack givenBack(String entry) {
        return new GivingBack.Done(entry.split(" ", -1)[1]);
    }

    @Override
    public void ping() {
        if (!ledger.isOpen()) {
            throw unavailable(new ClosedChannelException());
        }
    }

    /** The tokens of this provider stand for no card. */
    @Override
    public Optional<String> last4(String token) {
        return Optional.empty();
    }

    /** The entry of a key, durable: the wanted one, if there was none before. */
    private String once(String key, String wanted, int deliveries) {
        Optional<String> before =
                inTurn(
                        () -> {
                            Optional<String> found = Optional.ofNullable(entries.get(key));
                            if (found.isEmpty()) {
                                write(key, wanted);
                            }
                            return found;
                        });
        force(known);
        if (before.isEmpty()) {
            listener.written(key, wanted, deliveries);
        }
        return before.orElse(wanted);
    }

    private void write(String key, String entry) throws IOException {
        byte[] line = (key + "\t" + entry + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.wrap(line);
        ledger.position(known);
        while (rest.hasRemaining()) {
            ledger.write(rest);
        }
        long end = known + line.length;
        known = end;
        entries.put(key, entry);
    }

    /** Out of turn, so that whoever waits for the disk meanwhile is served by one wait. */
    private void force(long upTo) {
        forcing.lock();
        try {
            if (durable < upTo) {
                long written = known;
                ledger.force(false);
                durable = written;
            }
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            forcing.unlock();
        }
    }

    @FunctionalInterface
    private interface LedgerTask<T> {
        T run() throws IOException;
    }

    /** One thread and one process at a time, having read what others wrote. */
    private <T> T inTurn(LedgerTask<T> task) {
        TURN.lock();
        try {
            FileLock lock = ledger.lock();
            try {
                readOthers();
                return task.run();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            TURN.unlock();
        }
    }

    private static ProviderUnavailable unavailable(IOException cause) {
        return new ProviderUnavailable("the ledger cannot be used", cause);
    }

    private void readOthers() throws IOException {
        int length = Math.toIntExact(ledger.size() - known);
        if (length == 0) {
            return;
        }
        ByteBuffer unread = ByteBuffer.allocate(length);
        ledger.position(known);
        while (unread.hasRemaining() && ledger.read(unread) >= 0) {
            // Until it is full.
        }
        String text = new String(unread.array(), StandardCharsets.UTF_8);
        int complete = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, complete).split("\n", -1)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                entries.putIfAbsent(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        // A line that a crash cut short was never acknowledged: it is written over.
        long end = known + text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length;
        ledger.truncate(end);
        known = end;
    }

    @Override
    public void close() {
        TURN.lock(); // closing lets go of the locks that others in this process have on the file
        try {
            ledger.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TURN.unlock();
        }
    }
}
