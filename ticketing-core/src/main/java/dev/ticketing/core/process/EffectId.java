package dev.ticketing.core.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Names something that a process sends: derived from the process, the input and the place among
 * what the input brought about, so that it is the same however often it is derived. Good as the id
 * of the command that does it.
 */
public record EffectId(UUID value) {

    private static final String ASIDE = "effect/";

    static EffectId of(String process, String input, int ordinal) {
        String name = process + "/" + input + "/" + ordinal;
        return new EffectId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** By which it is known among the sequences that are set aside. */
    String asideIn(String instance) {
        return ASIDE + instance + "/" + value;
    }

    /** Which effect a sequence is that is set aside; empty if it is one of events. */
    public static Optional<EffectId> ofAside(String sequence) {
        return sequence.startsWith(ASIDE)
                ? Optional.of(
                        new EffectId(
                                UUID.fromString(sequence.substring(sequence.lastIndexOf('/') + 1))))
                : Optional.empty();
    }
}
