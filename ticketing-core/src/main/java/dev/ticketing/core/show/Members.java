package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who does something at a show beside its owner. Immutable. */
public record Members(SortedMap<UserId, MemberRole> roles) {

    /** How many a show may have. */
    public static final int MAX = 100;

    public static final Members NONE = new Members(Collections.emptySortedMap());

    public Members {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    }

    public Optional<MemberRole> roleOf(UserId user) {
        return Optional.ofNullable(roles.get(user));
    }

    boolean isFull() {
        return roles.size() >= MAX;
    }

    /** With one more, or one in another role. */
    public Members with(UserId user, MemberRole role) {
        SortedMap<UserId, MemberRole> more = new TreeMap<>(roles);
        more.put(user, role);
        return new Members(more);
    }

    Members without(UserId user) {
        SortedMap<UserId, MemberRole> left = new TreeMap<>(roles);
        left.remove(user);
        return new Members(left);
    }
}
