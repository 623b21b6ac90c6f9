package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A world of its own, in one thread and in virtual time: servers that share a database, a payment
 * provider, a mail server, and clients. Everything follows from its seed.
 */
public final class SimulatedWorld {

    /** So often calls may be under way within one another. */
    private static final int DEEPEST = 4;

    /** No world needs so many: beyond it something turns in circles. */
    private static final long MOST_STEPS = 2_000_000;

    private static final Duration TOLD_AGAIN_AFTER = Duration.ofSeconds(2);

    private final RunHash hash = new RunHash();
    private final Timeline time = new Timeline(TestClock.START, hash);
    private final Workload workload;
    private final Chance chance;
    private final Faults faults;
    private final WorldSettings settings;
    private final SequentialIds ids = new SequentialIds();
    private final Database database = new Database(time, ids);
    private final WatchedLog log;
    private final Weather weather;
    private final Leases leases;
    private final Hints hints;
    private final SimulatedProvider provider;
    private final SimulatedMail mail;
    private final List<Node> nodes = new ArrayList<>();
    private final Clients clients;
    private @Nullable Broken broken;
    private Duration slack;
    private int depth;
    private long deadline = Long.MAX_VALUE;

    /** What is wrong, and where it shows. */
    record Broken(String message, Optional<Position> position) {}

    SimulatedWorld(long seed, SimulationOptions options, Workload workload) {
        this.workload = workload;
        chance = Chance.of(seed, "workload");
        faults = new Faults(seed, options);
        settings = WorldSettings.draw(Chance.of(seed, "settings"), options);
        slack = settings.slack();
        log =
                new WatchedLog(
                        database.log,
                        database.log,
                        faults,
                        new Versions(faults, Chance.of(seed, "versions")),
                        hash,
                        this::failAt);
        weather = new Weather(time, faults);
        leases = new Leases(faults);
        hints = new Hints(time, faults);
        provider = new SimulatedProvider(time, faults, this::deliver);
        mail = new SimulatedMail(faults);
        for (int number = 1; number <= settings.nodes(); number++) {
            nodes.add(new Node(this, number, Chance.of(seed, "node " + number)));
        }
        clients = new Clients(this, nodes, Chance.of(seed, "network"));
        nodes.forEach(Node::start);
    }

    // --- what workloads need

    /** What decides what people do. */
    public Chance chance() {
        return chance;
    }

    /** What time it really is, whatever the clocks of the servers say. */
    public Instant now() {
        return time.instant();
    }

    /** Something happens later. */
    public void later(Duration delay, Runnable task) {
        time.after(delay, () -> inWorkload(task));
    }

    /** Runs what is not of the system under test, in the midst of which it may be run. */
    void inWorkload(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            fail("THREW " + e);
        }
    }

    /** Somebody new, who can be reached by mail. */
    public Caller newPerson() {
        UserId id = new UserId(ids.next());
        if (settings.mailing()) {
            mail.people().findOrCreate(SimulatedMail.addressOf(id), id, now());
        }
        return new Caller(id, false);
    }

    /** Somebody who may do everything. */
    public Caller administrator() {
        return new Caller(new UserId(ids.next()), true);
    }

    public Request by(Caller caller) {
        return Request.once(caller, ids);
    }

    /**
     * A client asks some server, again and again under the same command id, until it hears an
     * answer or gives up.
     *
     * @param then what the client does when it hears the first answer
     */
    public <T> void ask(
            Request request,
            Function<Ticketing, CompletableFuture<Outcome<T>>> question,
            Consumer<Outcome<T>> then) {
        clients.ask(request, question, then);
    }

    /**
     * As {@link #ask}, and waits for the answer: before anything goes wrong, or after it all.
     *
     * @throws IllegalStateException if it is refused, if no answer ever comes, or no server lives
     */
    public <T> T done(Function<Ticketing, CompletableFuture<Outcome<T>>> question) {
        CompletableFuture<Outcome<T>> answer = question.apply(anyServer());
        while (!answer.isDone() && time.steps() < MOST_STEPS && time.next() < Long.MAX_VALUE) {
            time.step();
        }
        if (!answer.isDone()) {
            throw new IllegalStateException("no answer");
        }
        return answer.join().orElseThrow().value();
    }

    /**
     * One that lives.
     *
     * @throws IllegalStateException if none does at the moment
     */
    public Ticketing anyServer() {
        return nodes.stream()
                .flatMap(node -> node.server().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server lives"));
    }

    /** The token of a payment: one that will be declined, if that is to be. */
    public String token() {
        return faults.strikes(Fault.DECLINED)
                ? faults.chanceOf(Fault.DECLINED).oneOf(SimulatedProvider.BAD_TOKENS)
                : "tok_ok";
    }

    /** Everything that was recorded, the oldest first. */
    public List<RecordedEvent> recorded() {
        return List.copyOf(log.recorded());
    }

    /**
     * Says that something is as it must never be; the run ends.
     *
     * @param message begins with the name of the rule, up to a colon: what is made smaller has to
     *     break the same
     */
    public void fail(String message) {
        if (broken == null) {
            broken = new Broken(message, Optional.empty());
        }
    }

    private void failAt(String message, Position position) {
        if (broken == null) {
            broken = new Broken(message, Optional.of(position));
        }
    }

    // --- what the rest of the simulation needs

    /** Something that no caller waits for has failed: for what is outside, or by mistake. */
    void notice(String task, Throwable cause) {
        if (!isFromOutside(cause)) {
            fail("FAILED: " + task + ": " + cause);
        }
    }

    /** Whether it has failed for what is outside, and not by mistake. */
    boolean isFromOutside(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof CorruptLog
                ? log.versionsDiffer()
                : cause instanceof TicketingException || cause instanceof Crash;
    }

    Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    RunHash hash() {
        return hash;
    }

    Timeline time() {
        return time;
    }

    Faults faults() {
        return faults;
    }

    WorldSettings settings() {
        return settings;
    }

    Database database() {
        return database;
    }

    WatchedLog log() {
        return log;
    }

    Weather weather() {
        return weather;
    }

    Leases leases() {
        return leases;
    }

    Hints hints() {
        return hints;
    }

    SimulatedProvider provider() {
        return provider;
    }

    /** By which money is judged. */
    ProviderBooks providerBooks() {
        return workload.books(provider::kept);
    }

    SimulatedMail mail() {
        return mail;
    }

    List<Node> nodes() {
        return nodes;
    }

    Clients clients() {
        return clients;
    }

    boolean isApplied(CommandId command) {
        return !database.log.applied(Set.of(command)).isEmpty();
    }

    PaymentProvider providerOf(Life life, Node node, Chance chance) {
        return workload.provider(
                new NodeProvider(life, node, provider, faults, time, chance, this::waitFor));
    }

    Ticketing.Stores storesOf(Ticketing.Stores simulated) {
        return workload.stores(simulated);
    }

    Ticketing.Options options() {
        return workload.options(settings.choices());
    }

    Optional<Mailing> mailingOf(Life life) {
        if (!settings.mailing()) {
            return Optional.empty();
        }
        Mailing simulated = mail.of(life);
        return Optional.of(
                new Mailing(
                        workload.mailer(simulated.mailer()),
                        simulated.people(),
                        simulated.papers(),
                        simulated.publicUrl()));
    }

    /** While somebody waits, everything else goes on. */
    private void waitFor(Duration length) {
        if (depth == DEEPEST) {
            return;
        }
        long outer = deadline;
        // Who waits within another one's wait has to be back first.
        deadline = Math.min(outer, time.now() + Timeline.micros(length));
        depth++;
        try {
            passUntil(deadline);
        } finally {
            depth--;
            deadline = outer;
        }
    }

    /** To which timers that are seldom are rounded up. */
    Duration slack() {
        return slack;
    }

    /** From now on nothing is urgent any more. */
    void slowDown(Duration newSlack) {
        slack = newSlack;
    }

    /** Lets happen what happens until a time, or until something is wrong. */
    void passUntil(long micros) {
        while (broken == null && time.next() <= micros) {
            time.step();
            if (time.steps() > MOST_STEPS) {
                fail("ENDLESS: it turns in circles at " + now());
            }
        }
        time.moveTo(micros);
    }

    /** What the provider tells comes to some server, and again until one has taken it. */
    private void deliver(Webhook webhook) {
        Node node = clients.someNode();
        Optional<Ticketing> server = node.isPaused() ? Optional.empty() : node.server();
        if (server.isEmpty() || !isTaken(node, server.get(), webhook)) {
            time.after(TOLD_AGAIN_AFTER, () -> deliver(webhook));
        }
    }

    private boolean isTaken(Node node, Ticketing server, Webhook webhook) {
        boolean[] taken = new boolean[1];
        node.run(
                node.life(),
                () -> {
                    try {
                        taken[0] = server.webhooks().receive(webhook) > 0;
                    } catch (TicketingException e) {
                        // It is answered with an error, and sent again.
                        notice("webhook", e);
                    }
                });
        return taken[0];
    }
}
