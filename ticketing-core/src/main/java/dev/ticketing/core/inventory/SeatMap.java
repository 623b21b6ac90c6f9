package dev.ticketing.core.inventory;

import dev.ticketing.core.kernel.PersistentSortedMap;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The seats of a numbered section, which of them nobody has, and which are blocked. Immutable. */
final class SeatMap {

    /** Seats by their place in the organizer's list, which is also where their neighbours are. */
    private final List<SeatLabel> labels;

    private final Map<SeatLabel, Integer> places;
    private final List<String> rows;
    private final PersistentSortedMap<Integer, SeatLabel> free;
    private final PersistentSortedMap<Integer, SeatLabel> blocked;

    private SeatMap(
            List<SeatLabel> labels,
            Map<SeatLabel, Integer> places,
            List<String> rows,
            PersistentSortedMap<Integer, SeatLabel> free,
            PersistentSortedMap<Integer, SeatLabel> blocked) {
        this.labels = labels;
        this.places = places;
        this.rows = rows;
        this.free = free;
        this.blocked = blocked;
    }

    static SeatMap allFree(Seating.Numbered seating) {
        Map<SeatLabel, Integer> places = new HashMap<>();
        List<String> rows = new ArrayList<>();
        PersistentSortedMap<Integer, SeatLabel> free = PersistentSortedMap.empty();
        for (SeatLabel label : seating.seats()) {
            int place = places.size();
            places.put(label, place);
            rows.add(label.row());
            free = free.with(place, label);
        }
        return new SeatMap(
                seating.seats(),
                Map.copyOf(places),
                List.copyOf(rows),
                free,
                PersistentSortedMap.empty());
    }

    List<SeatLabel> labels() {
        return labels;
    }

    boolean knows(SeatLabel label) {
        return places.containsKey(label);
    }

    boolean isFree(SeatLabel label) {
        return free.containsKey(place(label));
    }

    boolean isBlocked(SeatLabel label) {
        return blocked.containsKey(place(label));
    }

    SeatMap taken(List<SeatLabel> seats) {
        return new SeatMap(labels, places, rows, without(free, seats), blocked);
    }

    SeatMap freed(List<SeatLabel> seats) {
        return new SeatMap(labels, places, rows, with(free, seats), blocked);
    }

    SeatMap blocked(List<SeatLabel> seats) {
        return new SeatMap(labels, places, rows, without(free, seats), with(blocked, seats));
    }

    SeatMap unblocked(List<SeatLabel> seats) {
        return new SeatMap(labels, places, rows, with(free, seats), without(blocked, seats));
    }

    private PersistentSortedMap<Integer, SeatLabel> with(
            PersistentSortedMap<Integer, SeatLabel> some, List<SeatLabel> seats) {
        PersistentSortedMap<Integer, SeatLabel> more = some;
        for (SeatLabel seat : seats) {
            more = more.with(place(seat), seat);
        }
        return more;
    }

    private PersistentSortedMap<Integer, SeatLabel> without(
            PersistentSortedMap<Integer, SeatLabel> some, List<SeatLabel> seats) {
        PersistentSortedMap<Integer, SeatLabel> rest = some;
        for (SeatLabel seat : seats) {
            rest = rest.without(place(seat));
        }
        return rest;
    }

    /**
     * The blocked seats in the organizer's order.
     *
     * @param limit how many, at most
     */
    List<SeatLabel> firstBlocked(int limit) {
        List<SeatLabel> seats = new ArrayList<>();
        for (PersistentSortedMap.Entry<Integer, SeatLabel> entry : blocked) {
            if (seats.size() == limit) {
                break;
            }
            seats.add(entry.value());
        }
        return seats;
    }

    /**
     * The best free seats for a party that sits together: side by side in one row, as far to the
     * front of the organizer's list as there are any; else those that lie closest together.
     *
     * @param quantity at most as many as are free
     */
    List<SeatLabel> bestTogether(int quantity) {
        int[] window = new int[quantity];
        int seen = 0;
        int bestSpread = Integer.MAX_VALUE;
        int[] best = window;
        for (PersistentSortedMap.Entry<Integer, SeatLabel> entry : free) {
            System.arraycopy(window, 1, window, 0, quantity - 1);
            window[quantity - 1] = entry.key();
            seen++;
            int spread = seen < quantity ? Integer.MAX_VALUE : spread(window);
            if (spread < bestSpread) {
                bestSpread = spread;
                best = window.clone();
            }
            if (bestSpread == quantity - 1) {
                break;
            }
        }
        List<SeatLabel> seats = new ArrayList<>();
        for (int place : best) {
            seats.add(labels.get(place));
        }
        return seats;
    }

    /** From the first to the last seat; a party torn over two rows counts as the worst. */
    private int spread(int[] window) {
        int first = window[0];
        int last = window[window.length - 1];
        boolean oneRow = rows.get(first).equals(rows.get(last));
        return last - first + (oneRow ? 0 : labels.size());
    }

    private int place(SeatLabel label) {
        Integer place = places.get(label);
        if (place == null) {
            throw new IllegalStateException("no such seat: " + label);
        }
        return place;
    }
}
