package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;

import java.util.ArrayList;
import java.util.List;

/**
 * What has one writer at a time in this process.
 *
 * @param owned the aggregates whose states the mailbox keeps in memory; the first gives it its name
 */
public record MailboxKey(List<AggregateRef<?, ?>> owned) {

    public MailboxKey {
        owned = List.copyOf(owned);
        if (owned.isEmpty()) {
            throw new IllegalArgumentException("a mailbox owns something");
        }
    }

    public static MailboxKey of(AggregateRef<?, ?> first, AggregateRef<?, ?>... others) {
        List<AggregateRef<?, ?>> owned = new ArrayList<>();
        owned.add(first);
        owned.addAll(List.of(others));
        return new MailboxKey(owned);
    }

    StreamId name() {
        return owned.getFirst().stream();
    }
}
