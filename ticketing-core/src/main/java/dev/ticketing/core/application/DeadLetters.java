package dev.ticketing.core.application;

import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.process.ProcessProjection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What consumers could not handle, for operators: administrators look at it, have it tried again,
 * or give it up. Who did so is on record. Blocks; safe for any number of threads.
 */
public final class DeadLetters {

    /** How many events of a dead letter are shown. */
    public static final int MAX_SHOWN = 100;

    /** The longest reason, in characters. */
    public static final int MAX_REASON = 500;

    private final ConsumerStore store;
    private final StoredFeed feed;
    private final Map<String, ProcessProjection<?, ?>> processes;

    DeadLetters(ConsumerStore store, StoredFeed feed, List<ProcessProjection<?, ?>> processes) {
        this.store = store;
        this.feed = feed;
        this.processes =
                processes.stream().collect(Collectors.toMap(ProcessProjection::name, each -> each));
    }

    /**
     * A dead letter, with what is in it.
     *
     * @param events the first that are set aside
     */
    public record Opened(DeadLetter letter, List<SetAside> events, List<DeadLetterAction> history) {
        public Opened {
            events = List.copyOf(events);
            history = List.copyOf(history);
        }
    }

    /** An event that has had no effect yet; its type as it is stored. */
    public record SetAside(Position position, String type) {}

    /**
     * Dead letters, newest id first.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    public Outcome<List<DeadLetter>> list(
            Caller caller,
            Optional<String> subscription,
            Optional<DeadLetter.Status> status,
            Optional<UUID> before,
            int limit) {
        return Operators.asAdmin(
                caller,
                () -> Operators.done(store.deadLetters(subscription, status, before, limit)));
    }

    public Outcome<Opened> find(Caller caller, UUID id) {
        return Operators.asAdmin(caller, () -> answer(id, this::opened));
    }

    private Opened opened(DeadLetter letter) {
        List<Position> positions = store.parked(letter.id(), Position.START, MAX_SHOWN);
        Map<Position, String> types = feed.types(positions);
        List<SetAside> events =
                positions.stream()
                        .flatMap(
                                position ->
                                        Optional.ofNullable(types.get(position))
                                                .map(type -> new SetAside(position, type))
                                                .stream())
                        .toList();
        return new Opened(letter, events, store.history(letter.id()));
    }

    /** Has one tried again, as soon as its consumer runs. */
    public Outcome<DeadLetter> retry(Request request, UUID id) {
        return Operators.asAdmin(
                request.caller(),
                () ->
                        store.requestRetry(id, request.metadata().actor())
                                ? answer(id, letter -> letter)
                                : refusal(id));
    }

    private <T> Outcome<T> refusal(UUID id) {
        return store.deadLetter(id)
                .<Outcome<T>>map(letter -> Operators.refused(whyNot(letter)))
                .orElseGet(Operators::notFound);
    }

    private OperatorRejection whyNot(DeadLetter letter) {
        boolean retired =
                store.all().stream()
                        .filter(copy -> copy.role() == Role.RETIRED)
                        .anyMatch(copy -> copy.id().equals(letter.consumer()));
        return retired && letter.status() == DeadLetter.Status.PARKED
                ? new OperatorRejection.RetiredCopy(letter.consumer().copy())
                : new OperatorRejection.WrongStatus(letter.status());
    }

    /** Has all tried again that wait for it; answers with how many. */
    public Outcome<Integer> retryAll(Request request, Optional<String> subscription) {
        return Operators.asAdmin(
                request.caller(),
                () ->
                        subscription.filter(name -> !isKnown(name)).isPresent()
                                ? Operators.notFound()
                                : Operators.done(
                                        store.requestRetries(
                                                subscription, request.metadata().actor())));
    }

    private boolean isKnown(String name) {
        return store.all().stream().anyMatch(copy -> copy.id().name().equals(name));
    }

    /**
     * Gives one up: its events will have no effect, later ones of its sequence will.
     *
     * @throws IllegalArgumentException if there is no reason, or one that is too long
     */
    public Outcome<DeadLetter> discard(Request request, UUID id, String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("reason: " + reason.length() + " characters");
        }
        return Operators.asAdmin(
                request.caller(),
                () ->
                        store.discard(id, request.metadata().actor(), reason)
                                ? answer(id, this::givenUp)
                                : refusal(id));
    }

    /** What a process could not have done is not kept any longer. */
    private DeadLetter givenUp(DeadLetter letter) {
        ProcessProjection<?, ?> process = processes.get(letter.consumer().name());
        if (process != null) {
            process.giveUp(letter, store);
        }
        return letter;
    }

    private <T> Outcome<T> answer(UUID id, Function<DeadLetter, T> form) {
        return store.deadLetter(id)
                .map(letter -> Operators.done(form.apply(letter)))
                .orElseGet(Operators::notFound);
    }

    /** How many there are, for monitoring: whether somebody may see it was asked before. */
    public List<DeadLetterCount> count() {
        return store.countDeadLetters();
    }
}
