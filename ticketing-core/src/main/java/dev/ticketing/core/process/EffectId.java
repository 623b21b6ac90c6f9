package dev.ticketing.core.process;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names something that a process sends: derived from the process, the input and the place among
 * what the input brought about, so that it is the same however often it is derived. Good as the id
 * of the command that does it.
 */
public record EffectId(UUID value) {

    static EffectId of(String process, String input, int ordinal) {
        String name = process + "/" + input + "/" + ordinal;
        return new EffectId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
