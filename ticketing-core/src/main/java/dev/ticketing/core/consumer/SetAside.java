package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.log.Position;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the copy that serves has set aside, so that another copy can leave out the same events; and
 * which events that are, to be compared with what is stored. For one thread.
 */
final class SetAside {

    private static final int PAGE = 1_000;

    private final ConsumerStore store;
    private final ConsumerId serving;
    private final Map<UUID, Known> letters = new HashMap<>();
    private final Map<String, List<Known>> bySequence = new HashMap<>();

    /**
     * @throws dev.ticketing.core.log.LogUnavailable if the store cannot be reached
     */
    SetAside(ConsumerStore store, ConsumerId serving) {
        this.store = store;
        this.serving = serving;
    }

    /**
     * A dead letter.
     *
     * @param letter as it was first seen
     * @param from events from here on are set aside, while it is open
     * @param stored what is set aside in it, when it was given up
     * @param found what belongs into it by the log, while it is open
     */
    private record Known(DeadLetter letter, Position from, Positions stored, Positions found) {
        boolean takes(Position position) {
            if (!letter.status().isOpen()) {
                return stored.contains(position);
            }
            if (position.isBefore(from)) {
                return false;
            }
            found.add(position);
            return true;
        }

        /** Whether it still is what it was: one that is retried loses events. */
        boolean isStill(DeadLetter now) {
            return now.status().isOpen() == letter.status().isOpen()
                    && now.attempts() == letter.attempts()
                    && now.status() != Status.RETRYING;
        }
    }

    /**
     * Looks at the dead letters again; has to be called after it was read how far the serving copy
     * has come, and before events up to there are looked at.
     *
     * @return false if somebody has retried or discarded one meanwhile: nothing can be compared
     */
    boolean refresh() {
        List<DeadLetter> now = new ArrayList<>(store.open(serving));
        now.addAll(discarded());
        Set<UUID> gone = new HashSet<>(letters.keySet());
        boolean still = true;
        for (DeadLetter letter : now) {
            gone.remove(letter.id());
            Known known = letters.get(letter.id());
            if (known == null) {
                add(letter);
                still &= letter.status() != Status.RETRYING;
            } else {
                still &= known.isStill(letter);
            }
        }
        return still && gone.isEmpty();
    }

    private static boolean isOpen(Known known) {
        return known.letter.status().isOpen();
    }

    private List<DeadLetter> discarded() {
        List<DeadLetter> found = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        List<DeadLetter> page;
        do {
            page =
                    store.deadLetters(
                            Optional.of(serving.name()),
                            Optional.of(Status.DISCARDED),
                            before,
                            PAGE);
            page.stream().filter(each -> each.consumer().equals(serving)).forEach(found::add);
            before = page.isEmpty() ? before : Optional.of(page.getLast().id());
        } while (page.size() == PAGE);
        return found;
    }

    private void add(DeadLetter letter) {
        Positions stored = letter.status().isOpen() ? new Positions() : parked(letter.id());
        Known known = new Known(letter, begin(letter), stored, new Positions());
        letters.put(letter.id(), known);
        bySequence.computeIfAbsent(letter.sequence(), any -> new ArrayList<>()).add(known);
    }

    /** A retry may have brought the first of its events, until it failed again. */
    private Position begin(DeadLetter letter) {
        return letter.attempts() == 0
                ? letter.first()
                : store.parked(letter.id(), Position.START, 1).stream()
                        .findFirst()
                        .orElse(letter.first());
    }

    private Positions parked(UUID letter) {
        Positions positions = new Positions();
        List<Position> page;
        Position after = Position.START;
        do {
            page = store.parked(letter, after, PAGE);
            page.forEach(positions::add);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE);
        return positions;
    }

    /** Whether an event is set aside; is asked once for each, in the order of positions. */
    boolean takes(String sequence, Position position) {
        boolean taken = false;
        for (Known known : bySequence.getOrDefault(sequence, List.of())) {
            taken |= known.takes(position);
        }
        return taken;
    }

    /** The letters that are open. */
    List<DeadLetter> open() {
        return letters.values().stream().filter(SetAside::isOpen).map(Known::letter).toList();
    }

    /** Which letters do not hold what belongs into them, in sentences for people. */
    List<String> wrongReferences() {
        List<String> sentences = new ArrayList<>();
        for (Known known : letters.values()) {
            if (isOpen(known)) {
                wrongReferences(known).ifPresent(sentences::add);
            }
        }
        return sentences;
    }

    private Optional<String> wrongReferences(Known known) {
        Positions stored = parked(known.letter.id());
        Optional<Position> missing = known.found.firstNotIn(stored);
        Optional<Position> extra = stored.firstNotIn(known.found);
        String letter = "Dead letter " + known.letter.id() + " of " + known.letter.sequence();
        return missing.map(at -> letter + " lacks the event at position " + at.value() + ".")
                .or(() -> extra.map(at -> letter + " refers to position " + at.value() + "."));
    }

    /** Ascending positions in eight bytes each. */
    private static final class Positions {

        private long[] values = new long[4];
        private int size;

        void add(Position position) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = position.value();
        }

        boolean contains(Position position) {
            return Arrays.binarySearch(values, 0, size, position.value()) >= 0;
        }

        Optional<Position> firstNotIn(Positions other) {
            for (int i = 0; i < size; i++) {
                Position position = new Position(values[i]);
                if (!other.contains(position)) {
                    return Optional.of(position);
                }
            }
            return Optional.empty();
        }
    }
}
