package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;

import java.time.Instant;

/** That a ticket went from who held it to somebody else. */
public record Transfer(UserId from, UserId to, Instant at) {

    public Transfer {
        if (from.equals(to)) {
            throw new IllegalArgumentException("from and to the same user: " + from);
        }
    }
}
