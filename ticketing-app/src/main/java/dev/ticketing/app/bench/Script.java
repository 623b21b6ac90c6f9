package dev.ticketing.app.bench;

import java.nio.ByteBuffer;

/** What one connection of a load asks, request after request. Called from one thread. */
public interface Script {

    /** Puts the next request into the buffer; false if there is nothing more to ask. */
    boolean next(ByteBuffer request);

    /**
     * Takes the answer to the last request.
     *
     * @param body valid during the call only
     * @return whether it was as hoped, as this script understands it
     */
    Verdict answered(int status, ByteBuffer body);

    /** How an answer counts. */
    enum Verdict {
        /** Counted and timed. */
        ACCEPTED,
        /** A rule's no, which was to be expected: counted apart. */
        REFUSED,
        /** A step on the way: neither counted nor timed. */
        STEP,
        /** Should not have happened. */
        ERROR
    }
}
