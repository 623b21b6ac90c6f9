package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterAction.Kind;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Position;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What consumers have set aside. Guarded by its store. */
final class DeadLetters {

    /** When a person has given up the letter that an event was to be added to. */
    private static final String FOLLOWER = "follows an event that was set aside";

    private final InstantSource clock;
    private final IdSource ids;
    private final Map<UUID, Letter> letters = new LinkedHashMap<>();

    DeadLetters(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    private static final class Letter {

        private final UUID id;
        private final ConsumerId consumer;
        private final String sequence;
        private final Instant parkedAt;
        private final Position first;
        private final NavigableSet<Position> positions = new TreeSet<>();
        private final List<DeadLetterAction> history = new ArrayList<>();
        private Status status = Status.PARKED;
        private String error;
        private int attempts;
        private Optional<String> reason = Optional.empty();

        Letter(UUID id, ConsumerId consumer, Parked event, Instant now) {
            this.id = id;
            this.consumer = consumer;
            this.sequence = event.sequence();
            this.first = event.position();
            this.error = event.error().orElse(FOLLOWER);
            this.parkedAt = now;
            note(now, Kind.PARKED, Optional.of(error));
        }

        void note(Instant now, Kind kind, Optional<String> why) {
            note(now, kind, DeadLetterAction.actorOf(consumer), why);
        }

        void note(Instant now, Kind kind, String actor, Optional<String> why) {
            history.add(new DeadLetterAction(now, kind, actor, why));
        }

        void requestRetry(Instant now, String actor) {
            status = Status.RETRYING;
            note(now, Kind.RETRY_REQUESTED, actor, Optional.empty());
        }

        boolean isOpenFor(ConsumerId one) {
            return consumer.equals(one) && status.isOpen();
        }

        DeadLetter asStored() {
            return new DeadLetter(
                    id,
                    consumer,
                    sequence,
                    status,
                    first,
                    positions.size(),
                    error,
                    attempts,
                    parkedAt,
                    reason);
        }
    }

    void park(ConsumerId consumer, List<Parked> events) {
        Instant now = clock.instant();
        for (Parked event : events) {
            letterFor(consumer, event, now).positions.add(event.position());
        }
    }

    private Letter letterFor(ConsumerId consumer, Parked event, Instant now) {
        return letters.values().stream()
                .filter(letter -> letter.isOpenFor(consumer))
                .filter(letter -> letter.sequence.equals(event.sequence()))
                .findFirst()
                .orElseGet(() -> add(new Letter(ids.next(), consumer, event, now)));
    }

    private Letter add(Letter letter) {
        letters.put(letter.id, letter);
        return letter;
    }

    List<DeadLetter> open(ConsumerId consumer) {
        return letters.values().stream()
                .filter(letter -> letter.isOpenFor(consumer))
                .map(Letter::asStored)
                .sorted(Comparator.comparing(DeadLetter::first))
                .toList();
    }

    List<Position> positions(UUID id, Position after, int limit) {
        return letter(id, letter -> true)
                .flatMap(letter -> letter.positions.tailSet(after, false).stream())
                .limit(limit)
                .toList();
    }

    boolean isOpenFor(ConsumerId consumer, UUID id) {
        return letter(id, letter -> letter.isOpenFor(consumer)).findAny().isPresent();
    }

    void takeOut(UUID id, Position upTo) {
        letter(id, letter -> true)
                .forEach(
                        letter -> {
                            letter.positions.headSet(upTo, true).clear();
                            if (letter.positions.isEmpty()) {
                                letter.status = Status.RETRIED;
                                letter.note(clock.instant(), Kind.RETRIED, Optional.empty());
                            }
                        });
    }

    boolean failedAgain(ConsumerId consumer, UUID id, String error) {
        Optional<Letter> found =
                letter(id, letter -> letter.isOpenFor(consumer))
                        .filter(letter -> letter.status == Status.RETRYING)
                        .findAny();
        found.ifPresent(
                letter -> {
                    letter.status = Status.PARKED;
                    letter.error = error;
                    letter.attempts++;
                    letter.note(clock.instant(), Kind.FAILED, Optional.of(error));
                });
        return found.isPresent();
    }

    /**
     * @param moved whether somebody moves that copy, or could
     */
    int requestRetries(Predicate<DeadLetter> wanted, Predicate<ConsumerId> moved, String actor) {
        List<Letter> found =
                letters.values().stream()
                        .filter(letter -> letter.status == Status.PARKED)
                        .filter(letter -> moved.test(letter.consumer))
                        .filter(letter -> wanted.test(letter.asStored()))
                        .toList();
        found.forEach(letter -> letter.requestRetry(clock.instant(), actor));
        return found.size();
    }

    boolean discard(UUID id, String actor, String reason) {
        Optional<Letter> found = letter(id, letter -> letter.status.isOpen()).findAny();
        found.ifPresent(
                letter -> {
                    letter.status = Status.DISCARDED;
                    letter.reason = Optional.of(reason);
                    letter.note(clock.instant(), Kind.DISCARDED, actor, letter.reason);
                });
        return found.isPresent();
    }

    List<DeadLetterAction> history(UUID id) {
        return letter(id, letter -> true)
                .flatMap(
                        letter ->
                                letter.history.stream()
                                        .skip(
                                                Math.max(
                                                        0,
                                                        letter.history.size()
                                                                - ConsumerStore.MAX_HISTORY)))
                .toList();
    }

    /** By consumer, copy and status. */
    List<DeadLetterCount> count() {
        Map<List<Object>, List<Letter>> groups =
                letters.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        letter -> List.of(letter.consumer, letter.status)));
        return groups.values().stream()
                .map(DeadLetters::count)
                .sorted(
                        Comparator.comparing((DeadLetterCount count) -> count.consumer().name())
                                .thenComparingInt(count -> count.consumer().copy())
                                .thenComparing(DeadLetterCount::status))
                .toList();
    }

    private static DeadLetterCount count(List<Letter> alike) {
        return new DeadLetterCount(
                alike.getFirst().consumer,
                alike.getFirst().status,
                alike.size(),
                alike.stream().mapToLong(letter -> letter.positions.size()).sum(),
                alike.stream().mapToLong(letter -> letter.attempts).sum());
    }

    Optional<DeadLetter> find(UUID id) {
        return letter(id, letter -> true).map(Letter::asStored).findAny();
    }

    /** Those that fit, newest id first. */
    Stream<DeadLetter> newestFirst(Predicate<DeadLetter> fits) {
        return letters.values().stream()
                .map(Letter::asStored)
                .filter(fits)
                .sorted(Comparator.comparing(DeadLetter::id).reversed());
    }

    void drop(ConsumerId consumer) {
        letters.values().removeIf(letter -> letter.consumer.equals(consumer));
    }

    private Stream<Letter> letter(UUID id, Predicate<Letter> fits) {
        return Optional.ofNullable(letters.get(id)).filter(fits).stream();
    }
}
