package dev.ticketing.testkit.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which operations the log has, and in which order. For one thread. */
final class Effects {

    /** By operation; 0 if the log does not have it. */
    private final long[] positions;

    private int[] order = new int[64];
    private int size;

    Effects(int operations) {
        positions = new long[operations];
    }

    /** False if the log has it already. */
    boolean note(int operation, long position) {
        if (positions[operation] != 0) {
            return false;
        }
        positions[operation] = position;
        if (size == order.length) {
            order = Arrays.copyOf(order, Math.multiplyExact(size, 2));
        }
        order[size++] = operation;
        return true;
    }

    boolean has(int operation) {
        return positions[operation] != 0;
    }

    /**
     * Operations that were asked for when one behind them in the log had been answered, in
     * sentences: from the end of the log on, of all that are behind, the earliest answer.
     */
    List<String> outOfOrder(List<Operation> operations) {
        List<String> sentences = new ArrayList<>();
        long earliest = Long.MAX_VALUE;
        for (int i = size - 1; i >= 0; i--) {
            Operation operation = operations.get(order[i]);
            if (earliest < operation.invokedAt()) {
                sentences.add(
                        "%s was asked for when what is behind its position %d had been answered"
                                .formatted(operation, positions[order[i]]));
            }
            earliest = Math.min(earliest, operation.answeredAt());
        }
        return sentences;
    }
}
