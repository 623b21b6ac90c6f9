package dev.ticketing.http;

import java.util.Optional;

/** Asks whether a part that the system needs works. May block. */
@FunctionalInterface
public interface HealthProbe {

    /**
     * Answers when it works, with a word about it for administrators, and throws when it does not.
     *
     * @throws Exception whatever went wrong: only that it did is shown
     */
    Optional<String> ask() throws Exception;
}
