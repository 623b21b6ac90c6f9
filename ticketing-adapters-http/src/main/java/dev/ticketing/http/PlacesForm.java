package dev.ticketing.http;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.SeatLabel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which places are meant: {@code quantity} of them, or these very {@code seats}. */
final class PlacesForm {

    private final int maxQuantity;
    private final int maxSeats;
    private final FieldErrors errors;

    PlacesForm(int maxQuantity, int maxSeats, FieldErrors errors) {
        this.maxQuantity = maxQuantity;
        this.maxSeats = maxSeats;
        this.errors = errors;
    }

    /** Empty if something is wrong. */
    Optional<Places> read(@Nullable List<@Nullable String> seats, @Nullable Integer quantity) {
        if (seats != null && quantity != null) {
            errors.add("seats", "cannot be sent along with quantity");
            return Optional.empty();
        }
        if (seats != null) {
            return seats(seats);
        }
        if (quantity == null) {
            if (errors.isEmpty()) {
                errors.add("quantity", "is required, or seats are");
            }
            return Optional.empty();
        }
        int checked = errors.number("quantity", quantity, 1, maxQuantity);
        return Optional.of(new Places.Count(checked));
    }

    private Optional<Places> seats(List<@Nullable String> labels) {
        if (labels.isEmpty() || labels.size() > maxSeats) {
            errors.add("seats", "has to have 1 to " + maxSeats + " labels");
            return Optional.empty();
        }
        List<SeatLabel> seats = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (label == null || label.isBlank() || label.length() > SeatLabel.MAX_LENGTH) {
                errors.add("seats[" + i + "]", "the section has no such seat");
            } else if (!seen.add(label)) {
                errors.add("seats[" + i + "]", "stands twice");
            } else {
                seats.add(new SeatLabel(label));
            }
        }
        return errors.isEmpty() ? Optional.of(new Places.Seats(seats)) : Optional.empty();
    }
}
