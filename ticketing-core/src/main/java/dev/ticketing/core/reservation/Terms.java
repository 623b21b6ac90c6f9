package dev.ticketing.core.reservation;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was agreed when the seats were held; it never changes. */
public record Terms(
        ReservationId id,
        ShowId show,
        SectionId section,
        UserId customer,
        Places places,
        List<PriceLine> lines,
        Instant startedAt,
        Instant expiresAt) {

    public Terms {
        lines = List.copyOf(lines);
        int priced = lines.stream().mapToInt(PriceLine::quantity).sum();
        if (priced != places.quantity()) {
            throw new IllegalArgumentException(priced + " priced of " + places.quantity());
        }
    }

    public Money total() {
        Money total = Money.zero(lines.getFirst().unitPrice().currency());
        for (PriceLine line : lines) {
            total = total.plus(line.total());
        }
        return total;
    }

    /** The tier of each place: the lines', as often as they have places, in their order. */
    public List<TierId> tiers() {
        List<TierId> tiers = new ArrayList<>();
        for (PriceLine line : lines) {
            tiers.addAll(Collections.nCopies(line.quantity(), line.tier()));
        }
        return tiers;
    }

    /** The same but for the end of the hold. */
    Terms until(Instant end) {
        return new Terms(id, show, section, customer, places, lines, startedAt, end);
    }

    /** Whether the hold's time is over. */
    public boolean isOverAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
