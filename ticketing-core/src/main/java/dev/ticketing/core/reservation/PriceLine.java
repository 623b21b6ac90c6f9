package dev.ticketing.core.reservation;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.TierId;

/** So many places at a price. */
public record PriceLine(TierId tier, int quantity, Money unitPrice) {

    public PriceLine {
        if (quantity <= 0) {
            throw new IllegalArgumentException("quantity: " + quantity);
        }
    }

    public Money total() {
        return unitPrice.times(quantity);
    }
}
