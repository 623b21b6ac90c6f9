package dev.ticketing.testkit.stripe;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists, a page at a time, the newest first. */
final class Page {

    private static final Set<String> PARAMS =
            Set.of("created", "payment_intent", "limit", "starting_after");

    private static final int LONGEST = 100;

    private Page() {}

    static <T> List<T> newestFirst(
            Collection<T> all, Predicate<T> wanted, Comparator<T> byCreated) {
        List<T> found = new ArrayList<>(all);
        found.removeIf(wanted.negate());
        Collections.reverse(found);
        found.sort(byCreated.reversed());
        return found;
    }

    static <T> Reply of(
            List<T> all,
            Params params,
            Function<T, String> id,
            Function<T, Map<String, @Nullable Object>> json) {
        Optional<String> unknown = params.unknown(PARAMS);
        if (unknown.isPresent()) {
            return Reply.unknownParam(unknown.get());
        }
        int from = params.text("starting_after").map(after -> after(all, after, id)).orElse(0);
        int limit = (int) Math.min(LONGEST, params.number("limit", 10));
        int to = Math.min(all.size(), from + limit);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("object", "list");
        page.put("data", all.subList(from, to).stream().map(json).toList());
        page.put("has_more", to < all.size());
        return Reply.ok(page);
    }

    private static <T> int after(List<T> all, String last, Function<T, String> id) {
        int from = 0;
        while (from < all.size() && !last.equals(id.apply(all.get(from)))) {
            from++;
        }
        return Math.min(all.size(), from + 1);
    }
}
