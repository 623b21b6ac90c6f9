package dev.ticketing.testkit.history;

import dev.ticketing.core.show.SeatLabel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One wish under one key, and what its client was told in the end, however often it asked. Answers
 * go through the {@link Ledger}. For any number of readers; one thread at a time tells the answer.
 *
 * <p>There are millions of them, so that ids are kept as bare numbers.
 */
public final class Operation {

    /** What its client knows of it. */
    public enum State {
        /** It was asked for, and no answer came that decides: it may have happened. */
        UNKNOWN,
        /** It has happened, the server said. */
        ACKNOWLEDGED,
        /** It has not happened and never will, the server said. */
        REFUSED
    }

    /** What an acknowledgement says beyond that it has happened. */
    public enum Claim {
        /** Nothing. */
        DONE,
        /** The money was taken. */
        CAPTURED,
        /** The money was not taken. */
        DECLINED
    }

    private final int number;
    private final long keyHigh;
    private final long keyLow;
    private final Wish wish;
    private final long invokedAt;
    private long idHigh;
    private long idLow;
    private long answeredAt;
    private List<SeatLabel> seats = List.of();
    private String code = "";
    private Claim claim = Claim.DONE;
    private boolean leftOpen;
    private boolean contradicted;
    private volatile State state = State.UNKNOWN;

    Operation(int number, UUID key, Wish wish, long invokedAt) {
        this.number = number;
        this.keyHigh = key.getMostSignificantBits();
        this.keyLow = key.getLeastSignificantBits();
        this.wish = wish;
        this.invokedAt = invokedAt;
    }

    void acknowledge(UUID id, Claim what, List<SeatLabel> given, long now) {
        boolean sameAgain = state == State.ACKNOWLEDGED && id.equals(id());
        contradicted |= isDecided() && !sameAgain;
        idHigh = id.getMostSignificantBits();
        idLow = id.getLeastSignificantBits();
        claim = what;
        seats = given;
        decide(State.ACKNOWLEDGED, now);
    }

    void refuse(String why, List<SeatLabel> taken, long now) {
        contradicted |= state == State.ACKNOWLEDGED;
        code = why;
        seats = taken;
        decide(State.REFUSED, now);
    }

    void leaveOpen() {
        leftOpen = true;
    }

    /** The time of the first answer stands: from then on its client knew. */
    private void decide(State decided, long now) {
        if (!isDecided()) {
            answeredAt = now;
        }
        state = decided;
    }

    int number() {
        return number;
    }

    long keyHigh() {
        return keyHigh;
    }

    long keyLow() {
        return keyLow;
    }

    /** The idempotency key, which is also the request id: so the log's events name it. */
    public UUID key() {
        return new UUID(keyHigh, keyLow);
    }

    public Wish wish() {
        return wish;
    }

    public State state() {
        return state;
    }

    boolean isDecided() {
        return state != State.UNKNOWN;
    }

    /** What the server named what has happened: a reservation, a payment. */
    Optional<UUID> acknowledged() {
        return state == State.ACKNOWLEDGED ? Optional.of(id()) : Optional.empty();
    }

    private UUID id() {
        return new UUID(idHigh, idLow);
    }

    Claim claim() {
        return claim;
    }

    /** Why it was refused; empty if it was not. */
    String code() {
        return code;
    }

    /** Seats that the answer named: those that were given, or those that were taken already. */
    List<SeatLabel> namedSeats() {
        return seats;
    }

    /** The seats that a hold gave, as far as its client knows. */
    List<SeatLabel> givenSeats() {
        return seats.isEmpty() && wish instanceof Wish.Hold hold ? hold.places().seats() : seats;
    }

    /** The seats that a hold has to give: those it was told of, or that it named; else any. */
    Set<SeatLabel> seatsToGive() {
        boolean told = state == State.ACKNOWLEDGED;
        return wish instanceof Wish.Hold hold
                ? Set.copyOf(told ? givenSeats() : hold.places().seats())
                : Set.of();
    }

    /** Whether an answer failed to come, or did not decide, at least once. */
    boolean wasLeftOpen() {
        return leftOpen || !isDecided();
    }

    /** Whether two answers that decide say different things. */
    boolean isContradicted() {
        return contradicted;
    }

    /** By the ledger's clock, before the first request left. */
    long invokedAt() {
        return invokedAt;
    }

    /** By the ledger's clock, after the answer came; later than everything if none has come. */
    long answeredAt() {
        return isDecided() ? answeredAt : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return wish + " under " + key();
    }
}
