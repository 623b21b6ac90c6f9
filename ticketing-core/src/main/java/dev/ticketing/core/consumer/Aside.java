package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.Parked;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a consumer has set aside, as far as its owner knows. For one thread. */
final class Aside {

    private final Predicate<String> ofEvents;
    private final Set<String> sequences = new HashSet<>();
    private final List<DeadLetter> letters = new ArrayList<>();

    Aside(Projection projection) {
        this.ofEvents =
                projection instanceof TimedProjection timed ? timed::isOfEvents : sequence -> true;
    }

    void refresh(List<DeadLetter> open) {
        letters.clear();
        letters.addAll(open);
        sequences.clear();
        open.stream().map(DeadLetter::sequence).filter(ofEvents).forEach(sequences::add);
    }

    void add(List<Parked> parked) {
        parked.forEach(event -> sequences.add(event.sequence()));
    }

    boolean isEmpty() {
        return sequences.isEmpty() && letters.isEmpty();
    }

    /** How many sequences there would be with those. */
    int sizeWith(List<Parked> parked) {
        Set<String> all = new HashSet<>(sequences);
        parked.forEach(event -> all.add(event.sequence()));
        return all.size();
    }

    Set<String> sequences() {
        return sequences;
    }

    /** The first that somebody wants to have tried again. */
    Optional<DeadLetter> retrying() {
        return letters.stream()
                .filter(letter -> letter.status() == DeadLetter.Status.RETRYING)
                .findFirst();
    }
}
