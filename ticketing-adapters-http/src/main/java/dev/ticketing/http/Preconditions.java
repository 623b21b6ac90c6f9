package dev.ticketing.http;

import dev.ticketing.core.log.Version;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). */
final class Preconditions {

    private static final String WEAK = "W/";
    private static final String ANY = "*";

    private Preconditions() {}

    /** A tag for what has no version: the same for the same content. */
    static String contentTag(Object content) {
        byte[] hash = Commands.sha256().digest(Json.write(content));
        return HexFormat.of().toHexDigits(ByteBuffer.wrap(hash).getLong());
    }

    /** The answer, or that the caller has it already. */
    static Answer unlessKnown(Exchange exchange, String eTag, Answer answer) {
        Answer tagged = answer.withETag(eTag);
        if (!isKnown(exchange, eTag)) {
            return tagged;
        }
        Answer unchanged = Answer.empty(Status.NOT_MODIFIED_304).withETag(eTag);
        return tagged.headers().stream()
                .filter(header -> header.headerName().equals(HeaderNames.CACHE_CONTROL))
                .findFirst()
                .map(unchanged::with)
                .orElse(unchanged);
    }

    /** The answer, made only if the caller does not have it already; never to be stored. */
    static Answer unlessKnown(Exchange exchange, String eTag, Supplier<Answer> answer) {
        return isKnown(exchange, eTag)
                ? Answer.empty(Status.NOT_MODIFIED_304).withETag(eTag)
                : answer.get().withETag(eTag);
    }

    private static boolean isKnown(Exchange exchange, String eTag) {
        for (String tag : tags(exchange.header(HeaderNames.IF_NONE_MATCH).orElse(""))) {
            String strong = tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
            if (tag.equals(ANY) || strong.equals('"' + eTag + '"')) {
                return true;
            }
        }
        return false;
    }

    /**
     * The version that the caller has looked at; empty if they do not care.
     *
     * @param present what there is now: one of several that the caller names is enough
     */
    static Optional<Version> seen(Exchange exchange, Optional<Version> present) {
        Optional<String> header = exchange.header(HeaderNames.IF_MATCH);
        if (header.isEmpty() || header.get().strip().equals(ANY)) {
            return Optional.empty();
        }
        List<String> tags = tags(header.get());
        Optional<Version> match =
                present.filter(version -> tags.contains("\"" + version.value() + '"'));
        return match.isPresent() ? match : Optional.of(Version.NONE);
    }

    /** None of our tags has a comma in it. */
    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        int start = 0;
        while (start < header.length()) {
            int comma = header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            tags.add(header.substring(start, end).strip());
            start = end + 1;
        }
        return tags;
    }
}
