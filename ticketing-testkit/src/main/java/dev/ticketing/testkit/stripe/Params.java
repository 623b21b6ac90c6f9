package dev.ticketing.testkit.stripe;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a call, by names like {@code metadata[payment]}. */
record Params(Map<String, String> values) {

    static Params parse(String form) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Params(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long number(String name, long otherwise) {
        @Nullable String value = values.get(name);
        return value == null ? otherwise : Long.parseLong(value);
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        values.forEach(
                (name, value) -> {
                    if (name.startsWith("metadata[")) {
                        metadata.put(
                                name.substring("metadata[".length(), name.length() - 1), value);
                    }
                });
        return metadata;
    }

    /** The first parameter whose name, without what stands in brackets, is none of these. */
    Optional<String> unknown(Set<String> known) {
        return values.keySet().stream()
                .filter(name -> !known.contains(name.replaceAll("\\[.*", "")))
                .findFirst();
    }
}
