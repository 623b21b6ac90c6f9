package dev.ticketing.core.application;

import dev.ticketing.core.consumer.DeadLetter;

/** Why what an operator asks for cannot be done now. */
public sealed interface OperatorRejection {

    /** The consumer is a process: what it has brought about cannot be brought about anew. */
    record NoReadModel() implements OperatorRejection {}

    /** The consumer is being built anew already. */
    record RebuildRunning() implements OperatorRejection {}

    /** The dead letter's status does not allow it. */
    record WrongStatus(DeadLetter.Status status) implements OperatorRejection {}

    /** The dead letter is of a copy that serves no more: nothing would be tried again. */
    record RetiredCopy(int copy) implements OperatorRejection {}
}
