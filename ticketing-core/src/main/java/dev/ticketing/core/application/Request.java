package dev.ticketing.core.application;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;

import java.util.UUID;

/** Who asks for a change, under which command id, and in which context. */
public record Request(Caller caller, CommandKey command, EventMetadata metadata) {

    /** A request that is made once, by a program that does not need to repeat it. */
    public static Request once(Caller caller, IdSource ids) {
        UUID id = ids.next();
        return new Request(
                caller,
                new CommandKey(new CommandId(id), 0),
                new EventMetadata(id, id, "user:" + caller.user(), null, null));
    }
}
