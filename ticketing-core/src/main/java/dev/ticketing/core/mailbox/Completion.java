package dev.ticketing.core.mailbox;

/**
 * How a piece of work came out of the mailbox.
 *
 * @param <R> the answer to its caller
 */
public sealed interface Completion<R> {

    /** Judged, and durable if something was recorded. */
    record Judged<R>(R answer) implements Completion<R> {}

    /** Not done, and nothing recorded. */
    record NotDone<R>(Reason reason) implements Completion<R> {}

    /** Why nothing was done. */
    enum Reason {
        /** Too much is waiting; ask again in a moment. */
        OVERLOADED,
        /** Other processes were quicker, again and again. */
        CONTENDED,
        /** The system is being shut down. */
        CLOSED,
        /** The command id was used for something else. */
        COMMAND_REUSED
    }
}
