package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance.TestRow;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the rules of a store of consumers are written with. Consumers and keys are new ones. */
abstract class ConsumerRules {

    static final String OWNER = "process-1";
    static final String OTHER_OWNER = "process-2";

    /** A person who looks after consumers. */
    static final String OPERATOR = "user:operator";

    /** A lease of this time outlasts every test. */
    static final Duration LONG = Duration.ofMinutes(10);

    /** A lease of this time can be waited for. */
    static final Duration SHORT = Duration.ofMillis(200);

    static final Instant AT = Instant.parse("2027-06-01T18:00:00.123456Z");

    final ConsumerStoreConformance suite;

    ConsumerRules(ConsumerStoreConformance suite) {
        this.suite = suite;
    }

    final ConsumerStore store() {
        return suite.store();
    }

    /** The serving copy of a new consumer. */
    final ConsumerId newConsumer() {
        String name = suite.newName();
        store().register(List.of(name));
        return serving(name).id();
    }

    final ConsumerId begin(ConsumerId consumer, Role role) {
        return store().begin(consumer.name(), role).orElseThrow();
    }

    final List<ConsumerStatus> copiesOf(String name) {
        return store().all().stream().filter(one -> one.id().name().equals(name)).toList();
    }

    final ConsumerStatus serving(String name) {
        return copiesOf(name).stream()
                .filter(one -> one.role() == Role.SERVING)
                .findAny()
                .orElseThrow();
    }

    final ConsumerStatus status(ConsumerId consumer) {
        return copiesOf(consumer.name()).stream()
                .filter(one -> one.id().equals(consumer))
                .findAny()
                .orElseThrow();
    }

    final Position positionOf(ConsumerId consumer) {
        return status(consumer).position();
    }

    final Lease lease(ConsumerId consumer) {
        return store().acquire(consumer, OWNER, LONG).orElseThrow();
    }

    /** Moves a consumer on by one event, from where it is. */
    final boolean commit(Lease lease, Changes changes) {
        return commitTo(lease, positionOf(lease.consumer()).value() + 1, changes);
    }

    /** Moves a consumer from where it is. */
    final boolean commitTo(Lease lease, long to, Changes changes) {
        Position from = positionOf(lease.consumer());
        return store().commit(lease, from, new Position(to), changes, LONG);
    }

    final void committed(Lease lease, Changes changes) {
        assertThat(commit(lease, changes)).isTrue();
    }

    final void committedTo(Lease lease, long to, Changes changes) {
        assertThat(commitTo(lease, to, changes)).isTrue();
    }

    final Map<UUID, TestRow> rows(ConsumerId consumer, UUID... keys) {
        return store().load(consumer, suite.table(), Set.of(keys));
    }

    final Changes put(UUID key, String text) {
        return change(Map.of(key, row(text)), Set.of());
    }

    final Changes change(Map<UUID, TestRow> put, Set<UUID> removed) {
        return new Changes(List.of(new Changes.OfTable<>(suite.table(), put, removed)), List.of());
    }

    static TestRow row(String text) {
        return new TestRow(text, text.length(), AT, List.of(text, "word"));
    }

    /** Each under a new key. */
    static Map<UUID, TestRow> keyed(TestRow... rows) {
        return Arrays.stream(rows).collect(Collectors.toMap(row -> Fresh.id(), row -> row));
    }

    static Changes parking(Parked... events) {
        return new Changes(List.of(), List.of(events));
    }

    /** The first of a sequence. */
    static Parked failed(String sequence, long position) {
        return new Parked(sequence, new Position(position), Optional.of("cannot"));
    }

    static Parked follower(String sequence, long position) {
        return new Parked(sequence, new Position(position), Optional.empty());
    }

    static String newSequence() {
        return "reservation-" + Fresh.id();
    }

    /** Parks the events up to a position, all of them of a new sequence. */
    final DeadLetter park(Lease lease, long from, long to) {
        String sequence = newSequence();
        committedTo(lease, from, parking(failed(sequence, from)));
        for (long position = from + 1; position <= to; position++) {
            committedTo(lease, position, parking(follower(sequence, position)));
        }
        return open(lease.consumer(), sequence);
    }

    final DeadLetter open(ConsumerId consumer, String sequence) {
        List<DeadLetter> found =
                store().open(consumer).stream()
                        .filter(letter -> letter.sequence().equals(sequence))
                        .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    final DeadLetter now(DeadLetter letter) {
        return store().deadLetter(letter.id()).orElseThrow();
    }

    final List<Position> positionsIn(DeadLetter letter) {
        return store().parked(letter.id(), Position.START, Fresh.ENOUGH);
    }

    static List<Position> positions(long... values) {
        return Arrays.stream(values).mapToObj(Position::new).toList();
    }
}
