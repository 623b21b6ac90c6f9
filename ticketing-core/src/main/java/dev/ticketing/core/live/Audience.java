package dev.ticketing.core.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who listens to what, in the order in which they came. Touched by one step at a time. */
final class Audience<K> {

    private final Map<K, Set<Member<K>>> members = new LinkedHashMap<>();

    void add(Member<K> member) {
        members.computeIfAbsent(member.topic(), topic -> new LinkedHashSet<>()).add(member);
    }

    void remove(Member<K> member) {
        members.computeIfPresent(
                member.topic(),
                (topic, all) -> {
                    all.remove(member);
                    return all.isEmpty() ? null : all;
                });
    }

    boolean hears(K topic) {
        return members.containsKey(topic);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Tells all who listen to it, and lets go of those who are gone. */
    void tell(K topic, Message message) {
        Set<Member<K>> all = members.get(topic);
        if (all == null) {
            return;
        }
        all.removeIf(member -> !member.tell(message));
        if (all.isEmpty()) {
            members.remove(topic);
        }
    }
}
