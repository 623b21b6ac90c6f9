package dev.ticketing.core.process;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Does what a process sends. May be asked for the same more than once, also at the same time by
 * several processes of a database: what it does under one id must take effect once.
 */
@FunctionalInterface
public interface EffectHandler<C> {

    /**
     * May block. What it throws, or fails with, means that it has to be tried again; if it is
     * {@link Hopeless}, that a person has to look first.
     *
     * @param correlation of what brought it about
     */
    CompletableFuture<?> handle(EffectId id, UUID correlation, C command);

    /**
     * Is told, instead of being asked, of something that came too late to be of use and is dropped.
     * As {@link #handle}.
     */
    default CompletableFuture<?> tooLate(EffectId id, UUID correlation, C command) {
        return CompletableFuture.completedFuture(null);
    }
}
