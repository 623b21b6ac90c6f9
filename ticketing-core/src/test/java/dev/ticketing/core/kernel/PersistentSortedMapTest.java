package dev.ticketing.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;

class PersistentSortedMapTest {

    private static final int STEPS = 3_000;

    private record Weighed(String value, long weight) {}

    @Test
    void is_empty_at_first() {
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();

        assertThat(map.isEmpty()).isTrue();
        assertThat(map.size()).isZero();
        assertThat(map.weight()).isZero();
        assertThat(map.first()).isEmpty();
        assertThat(map.get(1)).isEmpty();
        assertThat(map).isEmpty();
        assertThat(map.without(1)).isSameAs(map);
    }

    @Test
    void weighs_one_unless_told_otherwise() {
        PersistentSortedMap<Integer, String> map =
                PersistentSortedMap.<Integer, String>empty().with(1, "one").with(2, "two", 5);

        assertThat(map.weight()).isEqualTo(6);
        assertThat(map.with(2, "two").weight()).isEqualTo(2);
    }

    @Test
    void finds_the_first_key_after_another() {
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
        for (int key = 10; key <= 1_000; key += 10) {
            map = map.with(key, "of " + key);
        }

        assertThat(map.firstAfter(9).orElseThrow().key()).isEqualTo(10);
        assertThat(map.firstAfter(10).orElseThrow().key()).isEqualTo(20);
        assertThat(map.firstAfter(989).orElseThrow().value()).isEqualTo("of 990");
        assertThat(map.firstAfter(999).orElseThrow().key()).isEqualTo(1_000);
        assertThat(map.firstAfter(1_000)).isEmpty();
    }

    @Test
    void weighs_a_prefix_up_to_and_including_a_key() {
        PersistentSortedMap<Integer, String> map =
                PersistentSortedMap.<Integer, String>empty()
                        .with(10, "a", 1)
                        .with(20, "b", 2)
                        .with(30, "c", 4);

        assertThat(map.weightUpTo(9)).isZero();
        assertThat(map.weightUpTo(10)).isEqualTo(1);
        assertThat(map.weightUpTo(29)).isEqualTo(3);
        assertThat(map.weightUpTo(30)).isEqualTo(7);
        assertThat(map.weightUpTo(31)).isEqualTo(7);
    }

    @Test
    void an_iterator_ends_with_an_exception() {
        Iterator<PersistentSortedMap.Entry<Integer, String>> entries =
                PersistentSortedMap.<Integer, String>empty().with(1, "one").iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void does_what_a_tree_map_does(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Weighed> oracle = new TreeMap<>();
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
        int range = 1 + random.nextInt(400);
        for (int step = 0; step < STEPS; step++) {
            int key = random.nextInt(range);
            if (random.nextInt(100) < 55) {
                Weighed weighed = new Weighed("v" + step, random.nextInt(9));
                oracle.put(key, weighed);
                map = map.with(key, weighed.value, weighed.weight);
            } else {
                oracle.remove(key);
                map = map.without(key);
            }
            assertSame(map, oracle, random.nextInt(range), "seed " + seed + ", step " + step);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void an_old_version_never_changes(long seed) {
        Random random = new Random(seed);
        List<PersistentSortedMap<Integer, String>> versions = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
        for (int step = 0; step < 500; step++) {
            int key = random.nextInt(100);
            map = random.nextInt(3) > 0 ? map.with(key, "v" + step, step) : map.without(key);
            versions.add(map);
            contents.add(written(map));
        }
        for (int i = 0; i < versions.size(); i++) {
            assertThat(written(versions.get(i))).as("seed %d", seed).isEqualTo(contents.get(i));
        }
    }

    @Test
    void stays_balanced_when_keys_come_in_order() throws ReflectiveOperationException {
        PersistentSortedMap<Integer, String> ascending = PersistentSortedMap.empty();
        PersistentSortedMap<Integer, String> descending = PersistentSortedMap.empty();
        for (int i = 0; i < 10_000; i++) {
            ascending = ascending.with(i, "");
            descending = descending.with(-i, "");
        }

        assertBalanced(ascending);
        assertBalanced(descending);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void stays_balanced_when_most_is_removed(long seed) throws ReflectiveOperationException {
        Random random = new Random(seed);
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
        for (int i = 0; i < 4_000; i++) {
            map = map.with(i, "");
        }
        for (int i = 0; i < 3_900; i++) {
            map = map.without(random.nextBoolean() ? i : random.nextInt(4_000));
            if (i % 100 == 0) {
                assertBalanced(map);
            }
        }
        assertBalanced(map);
    }

    private static void assertSame(
            PersistentSortedMap<Integer, String> map,
            NavigableMap<Integer, Weighed> oracle,
            int probe,
            String when) {
        assertThat(map.size()).as(when).isEqualTo(oracle.size());
        assertThat(map.isEmpty()).as(when).isEqualTo(oracle.isEmpty());
        assertThat(map.weight()).as(when).isEqualTo(weight(oracle));
        assertThat(map.weightUpTo(probe)).as(when).isEqualTo(weight(oracle.headMap(probe, true)));
        assertThat(map.containsKey(probe)).as(when).isEqualTo(oracle.containsKey(probe));
        @Nullable Weighed found = oracle.get(probe);
        assertThat(map.get(probe).orElse("none"))
                .as(when)
                .isEqualTo(found == null ? "none" : found.value);
        assertThat(map.first().map(PersistentSortedMap.Entry::key).orElse(-1))
                .as(when)
                .isEqualTo(oracle.isEmpty() ? -1 : oracle.firstKey());
        Integer higher = oracle.higherKey(probe);
        assertThat(map.firstAfter(probe).map(PersistentSortedMap.Entry::key).orElse(-1))
                .as(when)
                .isEqualTo(higher == null ? -1 : higher);
        List<Integer> keys = new ArrayList<>();
        map.forEach(entry -> keys.add(entry.key()));
        assertThat(keys).as(when).isEqualTo(List.copyOf(oracle.keySet()));
    }

    private static long weight(Map<Integer, Weighed> entries) {
        return entries.values().stream().mapToLong(Weighed::weight).sum();
    }

    private static String written(PersistentSortedMap<Integer, String> map) {
        StringBuilder text = new StringBuilder();
        map.forEach(entry -> text.append(entry).append(' '));
        return text.append(map.size()).append(' ').append(map.weight()).toString();
    }

    /** At every node, the heights of both sides differ by at most one. */
    private static void assertBalanced(PersistentSortedMap<?, ?> map)
            throws ReflectiveOperationException {
        Field root = PersistentSortedMap.class.getDeclaredField("root");
        root.setAccessible(true);
        int height = height(root.get(map));
        double bound = 1.4405 * Math.log(map.size() + 2.0) / Math.log(2);
        assertThat((double) height).isLessThanOrEqualTo(bound);
    }

    private static int height(@Nullable Object node) throws ReflectiveOperationException {
        if (node == null) {
            return 0;
        }
        int left = height(side(node, "left"));
        int right = height(side(node, "right"));
        assertThat(Math.abs(left - right)).isLessThanOrEqualTo(1);
        return 1 + Math.max(left, right);
    }

    private static @Nullable Object side(Object node, String name)
            throws ReflectiveOperationException {
        Field field = node.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(node);
    }
}
