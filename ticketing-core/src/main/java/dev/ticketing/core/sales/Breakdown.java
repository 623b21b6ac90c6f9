package dev.ticketing.core.sales;

import java.util.Collections;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Takings by sections, tiers or days; a part without any may be missing.
 *
 * @param parts in ascending order of keys
 */
public record Breakdown<K extends Comparable<? super K>>(SortedMap<K, Takings> parts) {

    public Breakdown {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static <K extends Comparable<? super K>> Breakdown<K> none() {
        return new Breakdown<K>(new TreeMap<>());
    }

    /** The takings of a part. */
    public Takings of(K key, Currency currency) {
        Takings takings = parts.get(key);
        return takings == null ? Takings.none(currency) : takings;
    }

    Takings total(Currency currency) {
        return parts.values().stream().reduce(Takings.none(currency), Takings::plus);
    }

    Breakdown<K> with(K key, Currency currency, UnaryOperator<Takings> change) {
        SortedMap<K, Takings> changed = new TreeMap<>(parts);
        changed.put(key, change.apply(of(key, currency)));
        return new Breakdown<>(changed);
    }
}
