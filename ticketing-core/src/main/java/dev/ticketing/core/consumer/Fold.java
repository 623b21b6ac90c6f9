package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.OfTable;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs events through a projection. Nothing is remembered from one run to the next. Which rows it
 * needs is found out by trying: rows that are missing are loaded, all of a table at once, and the
 * run is made again, until none is missing.
 */
final class Fold {

    private static final int MAX_ERROR = 2_000;

    private final Projection projection;
    private final Loader loader;
    private final Map<Table<?, ?>, Map<Object, Optional<Object>>> stored = new LinkedHashMap<>();

    /** Ends an event that needs a row which is not loaded yet: as cheap as can be, it is usual. */
    private static final class NotLoaded extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotLoaded() {
            super("not loaded yet", null, false, false);
        }
    }

    /** Reads rows as they are stored. */
    interface Loader {
        <K, R> Map<K, R> load(Table<K, R> table, Set<K> keys);
    }

    Fold(Projection projection, Loader loader) {
        this.projection = projection;
        this.loader = loader;
    }

    /** On top of the rows of a copy. */
    Fold(Projection projection, ConsumerStore store, ConsumerId copy) {
        this(projection, new StoredRows(store, copy));
    }

    private record StoredRows(ConsumerStore store, ConsumerId copy) implements Loader {
        @Override
        public <K, R> Map<K, R> load(Table<K, R> table, Set<K> keys) {
            return store.load(copy, table, keys);
        }
    }

    /**
     * What the events change.
     *
     * @param aside sequences that are set aside already
     */
    Changes run(List<RecordedEvent> events, Set<String> aside) {
        return run(aside, run -> events.forEach(run::take)).changes();
    }

    /**
     * What timers change whose time has come.
     *
     * @param aside sequences that are set aside: their timers wait
     * @param failures is told of timers that could not be handled
     */
    Changes run(
            TimedProjection timed,
            DueRows<TimerKey, Timer> due,
            Set<String> aside,
            BiConsumer<TimerKey, RuntimeException> failures) {
        Run done =
                run(
                        aside,
                        run ->
                                due.rows()
                                        .forEach(
                                                (key, timer) ->
                                                        run.timeOut(timed, key, timer, due.now())));
        done.failed.forEach(failures);
        return done.changes();
    }

    /** What changes otherwise: the work may be made again before anything is stored. */
    Changes run(Consumer<Rows> work) {
        return run(Set.of(), run -> run.take(work)).changes();
    }

    private Run run(Set<String> aside, Consumer<Run> inputs) {
        stored.clear();
        while (true) {
            Run run = new Run(new LinkedHashSet<>(aside));
            inputs.accept(run);
            if (run.missing.isEmpty()) {
                return run;
            }
            run.missing.forEach(this::load);
        }
    }

    @SuppressWarnings("unchecked") // a table's keys and rows are of its types, by the way of get
    private void load(Table<?, ?> table, Set<Object> keys) {
        Map<Object, Object> found = loader.load((Table<Object, Object>) table, keys);
        Map<Object, Optional<Object>> known =
                stored.computeIfAbsent(table, any -> new LinkedHashMap<>());
        for (Object key : keys) {
            known.put(key, Optional.ofNullable(found.get(key)));
        }
    }

    /** One try. */
    private final class Run implements Rows {

        private final Set<String> aside;
        private final List<Parked> parked = new ArrayList<>();
        private final Map<TimerKey, RuntimeException> failed = new LinkedHashMap<>();
        private final Map<Table<?, ?>, Map<Object, Optional<Object>>> changed =
                new LinkedHashMap<>();
        private final Map<Table<?, ?>, Map<Object, Optional<Object>>> changedByEvent =
                new LinkedHashMap<>();
        private final Map<Table<?, ?>, Set<Object>> missing = new LinkedHashMap<>();

        Run(Set<String> aside) {
            this.aside = aside;
        }

        void take(RecordedEvent event) {
            String sequence = projection.sequenceOf(event);
            if (aside.contains(sequence)) {
                parked.add(new Parked(sequence, event.position(), Optional.empty()));
                return;
            }
            changedByEvent.clear();
            try {
                if (event.event() instanceof UnreadableEvent unreadable) {
                    throw new IllegalArgumentException(
                            unreadable.type()
                                    + ", version "
                                    + unreadable.schemaVersion()
                                    + ": "
                                    + unreadable.problem());
                }
                projection.apply(event, this);
                keep();
            } catch (NotLoaded e) {
                // The run will be made again; later events say what they need besides.
            } catch (RuntimeException e) {
                aside.add(sequence);
                parked.add(new Parked(sequence, event.position(), Optional.of(told(e))));
            }
        }

        void take(Consumer<Rows> work) {
            changedByEvent.clear();
            work.accept(this);
            keep();
        }

        private void keep() {
            changedByEvent.forEach(
                    (table, rows) ->
                            changed.computeIfAbsent(table, any -> new LinkedHashMap<>())
                                    .putAll(rows));
        }

        void timeOut(TimedProjection timed, TimerKey key, Timer timer, Instant now) {
            changedByEvent.clear();
            try {
                if (aside.contains(key.sequence())) {
                    put(timed.timers(), key, timer.later(now));
                } else {
                    remove(timed.timers(), key);
                    timed.timeOut(key, timer.due(), now, this);
                }
                keep();
            } catch (NotLoaded e) {
                // As with events.
            } catch (RuntimeException e) {
                failed.put(key, e);
                changedByEvent.clear();
                put(timed.timers(), key, timer.failed(now));
                keep();
            }
        }

        @Override
        @SuppressWarnings("unchecked") // as above
        public <K, R> Optional<R> get(Table<K, R> table, K key) {
            Map<Object, Optional<Object>> known = knowing(table, key);
            if (known == null) {
                missing.computeIfAbsent(table, any -> new LinkedHashSet<>()).add(key);
                return Optional.empty();
            }
            return (Optional<R>) known.getOrDefault(key, Optional.empty());
        }

        @Override
        public <K, R> R require(Table<K, R> table, K key) {
            if (knowing(table, key) == null) {
                missing.computeIfAbsent(table, any -> new LinkedHashSet<>()).add(key);
                throw new NotLoaded();
            }
            return Rows.super.require(table, key);
        }

        private @Nullable Map<Object, Optional<Object>> knowing(Table<?, ?> table, Object key) {
            for (var rows : List.of(changedByEvent, changed, stored)) {
                Map<Object, Optional<Object>> ofTable = rows.get(table);
                if (ofTable != null && ofTable.containsKey(key)) {
                    return ofTable;
                }
            }
            return null;
        }

        @Override
        public <K, R> void put(Table<K, R> table, K key, R row) {
            change(table, key, Optional.of(row));
        }

        @Override
        public <K, R> void remove(Table<K, R> table, K key) {
            change(table, key, Optional.empty());
        }

        private void change(Table<?, ?> table, Object key, Optional<Object> row) {
            changedByEvent.computeIfAbsent(table, any -> new LinkedHashMap<>()).put(key, row);
        }

        Changes changes() {
            List<OfTable<?, ?>> tables = new ArrayList<>();
            changed.forEach((table, rows) -> tables.add(ofTable(table, rows)));
            return new Changes(tables, parked);
        }
    }

    @SuppressWarnings("unchecked") // what was put into a table is of its types
    private static <K, R> OfTable<K, R> ofTable(
            Table<K, R> table, Map<Object, Optional<Object>> rows) {
        Map<K, R> put = new LinkedHashMap<>();
        Set<K> removed = new LinkedHashSet<>();
        rows.forEach(
                (key, row) ->
                        row.ifPresentOrElse(
                                present -> put.put((K) key, (R) present),
                                () -> removed.add((K) key)));
        return new OfTable<>(table, put, removed);
    }

    private static String told(RuntimeException e) {
        String message = e.getMessage();
        String told = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return told.length() <= MAX_ERROR ? told : told.substring(0, MAX_ERROR);
    }
}
