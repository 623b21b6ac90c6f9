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
     * May block. What it throws, or fails with, means that it has to be tried again.
     *
     * @param correlation of what brought it about
     */
    CompletableFuture<?> handle(EffectId id, UUID correlation, C command);
}
