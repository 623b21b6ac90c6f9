package dev.ticketing.core.kernel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An immutable sorted map: every change makes a new map that shares all but O(log n) nodes with the
 * old one, so an aggregate of a hundred thousand holds can step forward one event at a time and
 * still be thrown back to where it was when a commit fails. Iterates in key order, never in hash
 * order.
 *
 * <p>Each entry carries a weight, and {@link #weightUpTo} sums the weights of a prefix in O(log n).
 *
 * <p>An AVL tree with path copying (Adelson-Velsky and Landis, 1962).
 */
public final class PersistentSortedMap<K extends Comparable<? super K>, V>
        implements Iterable<PersistentSortedMap.Entry<K, V>> {

    /** One key with its value and the weight it was put with. */
    public record Entry<K, V>(K key, V value, long weight) {}

    private final @Nullable Node<K, V> root;

    private PersistentSortedMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    public static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> empty() {
        return new PersistentSortedMap<>(null);
    }

    public int size() {
        return size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    /** The sum of all weights. */
    public long weight() {
        return weight(root);
    }

    public Optional<V> get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.entry.key);
            if (order == 0) {
                return Optional.of(node.entry.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    public boolean containsKey(K key) {
        return get(key).isPresent();
    }

    /** The entry with the smallest key. */
    public Optional<Entry<K, V>> first() {
        Node<K, V> node = root;
        while (node != null && node.left != null) {
            node = node.left;
        }
        return node == null ? Optional.empty() : Optional.of(node.entry);
    }

    /** The entry with the smallest key that is greater than {@code key}. */
    public Optional<Entry<K, V>> firstAfter(K key) {
        Optional<Entry<K, V>> first = Optional.empty();
        Node<K, V> node = root;
        while (node != null) {
            if (key.compareTo(node.entry.key) < 0) {
                first = Optional.of(node.entry);
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return first;
    }

    /** This map with the key set to the value, at weight 1. */
    public PersistentSortedMap<K, V> with(K key, V value) {
        return with(key, value, 1);
    }

    /** This map with the key set to the value, at the given weight. */
    public PersistentSortedMap<K, V> with(K key, V value, long weight) {
        return new PersistentSortedMap<>(put(root, new Entry<>(key, value, weight)));
    }

    /** This map without the key; the same map if it is not there. */
    public PersistentSortedMap<K, V> without(K key) {
        return containsKey(key) ? new PersistentSortedMap<>(remove(root, key)) : this;
    }

    /** The sum of the weights of all entries whose key is at most {@code key}. */
    public long weightUpTo(K key) {
        long sum = 0;
        Node<K, V> node = root;
        while (node != null) {
            if (key.compareTo(node.entry.key) < 0) {
                node = node.left;
            } else {
                sum += weight(node.left) + node.entry.weight;
                node = node.right;
            }
        }
        return sum;
    }

    /** In ascending order of keys. */
    @Override
    public Iterator<Entry<K, V>> iterator() {
        return new Ascending<>(root);
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> put(
            @Nullable Node<K, V> node, Entry<K, V> entry) {
        if (node == null) {
            return new Node<>(null, entry, null);
        }
        int order = entry.key.compareTo(node.entry.key);
        if (order == 0) {
            return new Node<>(node.left, entry, node.right);
        }
        return order < 0
                ? balance(put(node.left, entry), node.entry, node.right)
                : balance(node.left, node.entry, put(node.right, entry));
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
            @Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.entry.key);
        if (order < 0) {
            return balance(remove(node.left, key), node.entry, node.right);
        }
        if (order > 0) {
            return balance(node.left, node.entry, remove(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> successor = node.right;
        while (successor.left != null) {
            successor = successor.left;
        }
        return balance(node.left, successor.entry, remove(node.right, successor.entry.key));
    }

    private static <K, V> Node<K, V> balance(
            @Nullable Node<K, V> left, Entry<K, V> entry, @Nullable Node<K, V> right) {
        int lean = height(left) - height(right);
        if (left != null && lean > 1) {
            return rotateRight(left, entry, right);
        }
        if (right != null && lean < -1) {
            return rotateLeft(left, entry, right);
        }
        return new Node<>(left, entry, right);
    }

    private static <K, V> Node<K, V> rotateRight(
            Node<K, V> left, Entry<K, V> entry, @Nullable Node<K, V> right) {
        Node<K, V> inner = left.right;
        if (inner != null && height(inner) > height(left.left)) {
            return new Node<>(
                    new Node<>(left.left, left.entry, inner.left),
                    inner.entry,
                    new Node<>(inner.right, entry, right));
        }
        return new Node<>(left.left, left.entry, new Node<>(inner, entry, right));
    }

    private static <K, V> Node<K, V> rotateLeft(
            @Nullable Node<K, V> left, Entry<K, V> entry, Node<K, V> right) {
        Node<K, V> inner = right.left;
        if (inner != null && height(inner) > height(right.right)) {
            return new Node<>(
                    new Node<>(left, entry, inner.left),
                    inner.entry,
                    new Node<>(inner.right, right.entry, right.right));
        }
        return new Node<>(new Node<>(left, entry, inner), right.entry, right.right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static long weight(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.weight;
    }

    private static final class Node<K, V> {
        private final @Nullable Node<K, V> left;
        private final Entry<K, V> entry;
        private final @Nullable Node<K, V> right;
        private final int height;
        private final int size;
        private final long weight;

        Node(@Nullable Node<K, V> left, Entry<K, V> entry, @Nullable Node<K, V> right) {
            this.left = left;
            this.entry = entry;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
            this.size = 1 + size(left) + size(right);
            this.weight = entry.weight + weight(left) + weight(right);
        }
    }

    private static final class Ascending<K, V> implements Iterator<Entry<K, V>> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();

        Ascending(@Nullable Node<K, V> root) {
            descend(root);
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                path.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Entry<K, V> next() {
            Node<K, V> node = path.poll();
            if (node == null) {
                throw new NoSuchElementException();
            }
            descend(node.right);
            return node.entry;
        }
    }
}
