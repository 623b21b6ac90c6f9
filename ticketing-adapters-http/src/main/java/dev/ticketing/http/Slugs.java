package dev.ticketing.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Short ids, unique among each other, for what was named without one. The same names get the same
 * ids each time, so that an object that is sent again without ids is no change.
 */
final class Slugs {

    private static final int MAX_LENGTH = 30;

    private final Set<String> taken = new HashSet<>();

    /** Keeps an id from being given out; false if somebody has it already. */
    boolean take(String id) {
        return taken.add(id);
    }

    String next(String name) {
        String base = of(name);
        String slug = base;
        for (int number = 2; !taken.add(slug); number++) {
            slug = base + "-" + number;
        }
        return slug;
    }

    private static String of(String name) {
        StringBuilder slug = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        slug.setLength(Math.min(slug.length(), MAX_LENGTH));
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "x" : slug.toString();
    }
}
