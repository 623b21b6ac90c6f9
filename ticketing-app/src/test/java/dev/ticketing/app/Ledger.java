package dev.ticketing.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a server has acknowledged, kept outside of it, to be compared with what is there after a
 * crash. For any number of threads.
 */
final class Ledger {

    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Set<String>> holds = new HashMap<>();
    private final Map<String, Set<String>> payments = new HashMap<>();
    private final Set<String> captured = new LinkedHashSet<>();
    private final Map<String, Integer> refusals = new HashMap<>();

    /** Seats are held, the server said. */
    void held(String key, String reservation) {
        inTurn(() -> add(holds, key, reservation));
    }

    /** A payment has begun, the server said, or even that it has come to an end. */
    void paid(String key, String payment, String status) {
        inTurn(
                () -> {
                    add(payments, key, payment);
                    if (status.equals("CAPTURED")) {
                        captured.add(payment);
                    }
                });
    }

    /** The server said no: nothing may be there. */
    void refused(String code) {
        inTurn(() -> refusals.merge(code, 1, Integer::sum));
    }

    private static void add(Map<String, Set<String>> ids, String key, String id) {
        ids.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id);
    }

    private void inTurn(Runnable task) {
        turn.lock();
        try {
            task.run();
        } finally {
            turn.unlock();
        }
    }

    /** Keys that were answered with something to keep. */
    int acknowledged() {
        turn.lock();
        try {
            return holds.size() + payments.size();
        } finally {
            turn.unlock();
        }
    }

    String summary() {
        turn.lock();
        try {
            return "holds=%d, payments=%d, captured=%d, refused=%s"
                    .formatted(holds.size(), payments.size(), captured.size(), refusals);
        } finally {
            turn.unlock();
        }
    }

    /** Where the log differs from what was acknowledged; nothing, if all is well. */
    List<String> complaints(LogContents log) {
        List<String> complaints = new ArrayList<>();
        turn.lock();
        try {
            compare("hold", holds, log.reservations.keySet(), complaints);
            compare("payment", payments, log.payments.keySet(), complaints);
            for (LogContents.Booked booked : log.reservations.values()) {
                if (booked.starts != 1) {
                    complaints.add("hold " + booked.id + " began " + booked.starts + " times");
                }
            }
            for (String payment : captured) {
                LogContents.Paid paid = log.payments.get(payment);
                if (paid != null && paid.captures != 1) {
                    complaints.add(
                            "payment " + payment + " was captured " + paid.captures + " times");
                }
            }
            log.payments.values().forEach(paid -> checkEnd(paid, log, complaints));
        } finally {
            turn.unlock();
        }
        return complaints;
    }

    private static void compare(
            String what,
            Map<String, Set<String>> acknowledged,
            Set<String> there,
            List<String> complaints) {
        Set<String> known = new LinkedHashSet<>();
        acknowledged.forEach(
                (key, ids) -> {
                    known.addAll(ids);
                    if (ids.size() > 1) {
                        complaints.add("key " + key + " was answered with " + ids);
                    }
                    for (String id : ids) {
                        if (!there.contains(id)) {
                            complaints.add(what + " " + id + " was acknowledged and is lost");
                        }
                    }
                });
        for (String id : there) {
            if (!known.contains(id)) {
                complaints.add(what + " " + id + " is there and was never acknowledged");
            }
        }
    }

    /** A capture ends in tickets or in a refund. */
    private static void checkEnd(LogContents.Paid paid, LogContents log, List<String> complaints) {
        if (paid.isOpen()) {
            complaints.add("payment " + paid.id + " is still open");
            return;
        }
        if (paid.captures == 0) {
            return;
        }
        LogContents.Booked booked = log.reservations.get(paid.reservation);
        boolean sold =
                booked != null
                        && booked.paidWith.equals(paid.id)
                        && booked.tickets == booked.places;
        long refunded = paid.refundsDone.values().stream().mapToLong(Long::longValue).sum();
        if (!sold && refunded != paid.amount) {
            complaints.add("payment " + paid.id + " ended neither in tickets nor in a refund");
        }
    }
}
