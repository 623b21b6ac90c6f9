package dev.ticketing.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Texts by name (headers, facts), stored as fields of their own names, sorted. */
final class TextsShape {

    static final Shape<Map<String, String>> TEXTS =
            new Shape<>(
                    (texts, out) -> {
                        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
                            out.text(text.getKey(), text.getValue());
                        }
                    },
                    in -> {
                        Map<String, String> texts = new LinkedHashMap<>();
                        for (String name : in.fields()) {
                            texts.put(name, in.text(name));
                        }
                        return texts;
                    });

    private TextsShape() {}
}
