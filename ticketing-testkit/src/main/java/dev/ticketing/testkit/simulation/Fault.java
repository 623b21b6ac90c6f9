package dev.ticketing.testkit.simulation;

/** What can go wrong in a simulated world. */
public enum Fault {

    // --- of servers

    /** A server dies with what it was about to commit. */
    CRASH_BEFORE_COMMIT(0.02),
    /** A server dies after a commit, before it has told anybody. */
    CRASH_AFTER_COMMIT(0.02),
    /** A server dies after something has taken effect outside, before that is written down. */
    CRASH_BEFORE_CHECKPOINT(0.02),
    /** A server dies when a consumer has made something of events, before that is written down. */
    CRASH_BEFORE_ROWS(0.02),
    /** A server is stopped in order, and another one begins with empty caches. */
    RESTART(0.02),
    /**
     * A server is replaced by one of another version of the code, of which the older one cannot
     * read all that the newer one records.
     */
    MIXED_VERSIONS(0.02),
    /** A server stands still, for longer than a lease lasts, and goes on as if nothing was. */
    PAUSE(0.03),
    /** The clock of a server is wrong by up to two seconds. */
    CLOCK_SKEW(1),
    /** The clock of a server jumps, by up to two minutes, forth or back. */
    CLOCK_JUMP(0.03),

    // --- of the network between clients and servers

    LOST_REQUEST(0.1),
    LOST_ANSWER(0.1),
    DUPLICATED_REQUEST(0.1),
    DUPLICATED_ANSWER(0.1),

    // --- of the log

    /** The connection breaks before the log has heard of a commit. */
    COMMIT_LOST(0.1),
    /** The connection breaks after a commit, before the answer. */
    COMMIT_ANSWER_LOST(0.1),
    /** The connection breaks, and the commit comes through when it has been asked for again. */
    COMMIT_LATE(0.1),
    /** For some seconds each commit takes up to half a second. */
    SLOW_LOG(0.05),
    /** For some seconds nobody can reach the log. */
    STALLED_LOG(0.03),
    /** Everybody wants the same at the same moment, by way of all servers. */
    CONFLICT_STORM(0.05),

    // --- of what follows the log

    /** What lies in the database beside the log cannot be reached. */
    STORE_UNAVAILABLE(0.02),
    /** A consumer has moved, and its server does not hear of it. */
    CHECKPOINT_ANSWER_LOST(0.02),
    /** A server takes over a consumer that another one still believes to have. */
    TWO_LEASE_HOLDERS(0),
    /** A server writes by a lease that has gone to another one, and is refused. */
    STALE_FENCE(0),
    /** No consumer can handle an event, until a better version of the code comes. */
    POISON_EVENT(0.05),
    /** A hint that the log has grown is lost. */
    HINT_LOST(0.3),

    // --- of the payment provider

    DECLINED(0.2),
    /** The provider does not answer, and has never heard of the attempt. */
    TIMEOUT_NOTHING_TAKEN(0.15),
    /** The provider does not answer, and takes the money, sooner or later. */
    TIMEOUT_MONEY_TAKEN(0.15),
    /** The provider does not know yet, and knows later. */
    UNKNOWN_THEN_KNOWN(0.2),
    /** Who asks what has become of a payment or a refund gets no answer. */
    LOOK_UP_FAILED(0.3),
    REFUND_FAILED(0.3),
    /** Money goes back, and nobody is told. */
    REFUND_ANSWER_LOST(0.3),
    /** The provider never tells what has become of a payment. */
    WEBHOOK_LOST(0.3),
    WEBHOOK_DOUBLED(0.3),
    WEBHOOK_REORDERED(0.3),
    /** It says what is not so, about a payment or about nothing. */
    WEBHOOK_FORGED(0.3),
    WEBHOOK_LATE(0.3),

    // --- of mail

    /** The mail server is away. */
    MAIL_UNSENT(0.2),
    /** A mail goes out, and its server does not hear that it did. */
    MAIL_ANSWER_LOST(0.2);

    private final double most;

    /**
     * @param most how often it strikes where it can, at most; 0 if it follows from others
     */
    Fault(double most) {
        this.most = most;
    }

    double most() {
        return most;
    }

    /** Whether it is drawn, and does not follow from others. */
    boolean isDrawn() {
        return most > 0;
    }
}
