package dev.ticketing.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Headers, stored as fields of their own names, sorted. */
final class HeadersShape {

    static final Shape<Map<String, String>> HEADERS =
            new Shape<>(
                    (headers, out) -> {
                        for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
                            out.text(header.getKey(), header.getValue());
                        }
                    },
                    in -> {
                        Map<String, String> headers = new LinkedHashMap<>();
                        for (String name : in.fields()) {
                            headers.put(name, in.text(name));
                        }
                        return headers;
                    });

    private HeadersShape() {}
}
