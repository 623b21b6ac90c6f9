package dev.ticketing.http;

import dev.ticketing.core.live.Message;
import dev.ticketing.http.Outgoing.News;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Encodes each message once, however many get it: they get it one after another, so that it is
 * enough to remember the last. Safe for any number of threads.
 */
final class Encoder {

    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    private record Known(Message message, News encoded) {}

    @SuppressWarnings("ReferenceEquality") // The same object goes to all; equal ones are rare.
    News encode(Message message) {
        Known known = last.get();
        if (known != null && known.message == message) {
            return known.encoded;
        }
        News encoded = News.of(message);
        last.set(new Known(message, encoded));
        return encoded;
    }
}
