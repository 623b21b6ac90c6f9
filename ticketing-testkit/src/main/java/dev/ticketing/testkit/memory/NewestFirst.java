package dev.ticketing.testkit.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Pages of rows whose ids tell their age. */
final class NewestFirst {

    private NewestFirst() {}

    static <K extends Comparable<K>, R> List<R> list(
            Map<K, R> rows, Predicate<R> wanted, Optional<K> before, int limit) {
        return rows.entrySet().stream()
                .filter(row -> before.filter(id -> row.getKey().compareTo(id) >= 0).isEmpty())
                .filter(row -> wanted.test(row.getValue()))
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .limit(limit)
                .toList();
    }
}
