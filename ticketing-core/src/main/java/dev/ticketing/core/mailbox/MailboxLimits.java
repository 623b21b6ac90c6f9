package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.EventLog;

/**
 * Bounds of the write side.
 *
 * @param waitingPerMailbox commands that one mailbox accepts before it pushes back
 * @param waitingInAll commands that all mailboxes together accept
 * @param batch commands that one mailbox judges before it commits, at most {@link
 *     EventLog#MAX_UNITS}
 * @param attempts how often a command is judged anew after conflicts
 * @param cachedStates states that are kept in memory between commands
 * @param eventsPerSnapshot events of one stream after which its state is kept; of long ones, up to
 *     five times as many
 */
public record MailboxLimits(
        int waitingPerMailbox,
        int waitingInAll,
        int batch,
        int attempts,
        int cachedStates,
        int eventsPerSnapshot) {

    public static final MailboxLimits DEFAULT =
            new MailboxLimits(5_000, 50_000, 500, 20, 10_000, 20_000);

    public MailboxLimits {
        requirePositive("waitingPerMailbox", waitingPerMailbox);
        requirePositive("waitingInAll", waitingInAll);
        requirePositive("batch", batch);
        if (batch > EventLog.MAX_UNITS) {
            throw new IllegalArgumentException("batch: " + batch);
        }
        requirePositive("attempts", attempts);
        requirePositive("cachedStates", cachedStates);
        requirePositive("eventsPerSnapshot", eventsPerSnapshot);
    }

    private static void requirePositive(String what, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }
}
