package dev.ticketing.core.log;

/** What became of one unit of a batch. */
public sealed interface AppendResult {

    /** Durable, at consecutive positions. */
    record Appended(Position first, Position last) implements AppendResult {}

    /** The same command was applied before, at these positions; nothing was recorded now. */
    record AlreadyApplied(Position first, Position last) implements AppendResult {}

    /** The command id was used before for something else; nothing was recorded now. */
    record CommandReused() implements AppendResult {}

    /** A stream was not at its expected version; nothing of the unit was recorded. */
    record Conflict() implements AppendResult {}
}
