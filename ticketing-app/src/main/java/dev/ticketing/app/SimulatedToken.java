package dev.ticketing.app;

import dev.ticketing.core.payment.PaymentProvider.Attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What the simulated provider does with a token. */
enum SimulatedToken {
    OK("tok_ok"),
    DECLINED("tok_declined"),
    INSUFFICIENT_FUNDS("tok_insufficient_funds"),

    /** Refused for good. */
    FRAUD("tok_fraud"),

    /** No answer; captured after {@link #DELAY}. */
    TIMEOUT("tok_timeout"),

    /** No answer; declined after {@link #DELAY}. */
    TIMEOUT_DECLINED("tok_timeout_declined"),

    /** Two errors, then captured. */
    ERROR_THEN_OK("tok_error_then_ok"),

    /** No answer; captured only after the hold has ended. */
    LATE("tok_late"),

    /** Captured, and told three times by the same webhook, twice of them at the same time. */
    DUPLICATE_WEBHOOK("tok_duplicate_webhook"),

    /** Any other. */
    INVALID("");

    static final Duration DELAY = Duration.ofSeconds(5);
    private static final Duration AFTER_HOLD = Duration.ofSeconds(1);

    private final String token;

    SimulatedToken(String token) {
        this.token = token;
    }

    static SimulatedToken of(String token) {
        return Arrays.stream(values())
                .filter(one -> one != INVALID && one.token.equals(token))
                .findFirst()
                .orElse(INVALID);
    }

    boolean isSilent() {
        return this == TIMEOUT || this == TIMEOUT_DECLINED || this == LATE;
    }

    /** How often the same is told by webhook. */
    int deliveries() {
        return this == DUPLICATE_WEBHOOK ? 3 : 1;
    }

    /** What the ledger will say, from when on. */
    LedgerEntry entry(Attempt attempt, Instant now) {
        return switch (this) {
            case OK, ERROR_THEN_OK, DUPLICATE_WEBHOOK -> LedgerEntry.captured(attempt, now);
            case TIMEOUT -> LedgerEntry.captured(attempt, now.plus(DELAY));
            case LATE -> LedgerEntry.captured(attempt, attempt.holdEndsAt().plus(AFTER_HOLD));
            case DECLINED -> LedgerEntry.declined("card_declined", now);
            case TIMEOUT_DECLINED -> LedgerEntry.declined("card_declined", now.plus(DELAY));
            case INSUFFICIENT_FUNDS -> LedgerEntry.declined("insufficient_funds", now);
            case FRAUD -> LedgerEntry.declined(LedgerEntry.FRAUD, now);
            case INVALID -> LedgerEntry.declined("invalid_token", now);
        };
    }
}
