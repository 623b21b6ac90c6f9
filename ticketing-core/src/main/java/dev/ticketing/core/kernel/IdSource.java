package dev.ticketing.core.kernel;

import java.util.UUID;

/** Where new ids come from: a port, so that a simulation can hand out its own. */
@FunctionalInterface
public interface IdSource {

    /** A fresh UUIDv7 (RFC 9562): unique, and ordered by the millisecond it was made in. */
    UUID next();
}
