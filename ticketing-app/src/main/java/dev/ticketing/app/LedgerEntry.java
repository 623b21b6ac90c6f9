package dev.ticketing.app;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.RefundId;

import java.time.Instant;
import java.util.List;

/**
 * What the simulated provider's ledger says of an attempt, or of a refund.
 *
 * @param since from when on; before, it is not known yet
 */
record LedgerEntry(List<String> words, Instant since) {

    static final String FRAUD = "fraud";

    static final String CAPTURED = "captured";
    static final String DECLINED = "declined";
    static final String REFUNDED = "refunded";

    LedgerEntry {
        words = List.copyOf(words);
    }

    static LedgerEntry captured(Attempt attempt, Instant since) {
        return new LedgerEntry(
                List.of(CAPTURED, "sim_" + attempt.key(), written(attempt.amount())), since);
    }

    static LedgerEntry declined(String code, Instant since) {
        return new LedgerEntry(List.of(DECLINED, code), since);
    }

    static LedgerEntry refunded(
            RefundId refund, Money amount, String captureReference, Instant since) {
        return new LedgerEntry(
                List.of(REFUNDED, "simr_" + refund, written(amount), captureReference), since);
    }

    static String written(Money amount) {
        return amount.amount() + " " + amount.currency().getCurrencyCode();
    }

    /** In one line: {@code since} last, after an {@code @}. */
    String written() {
        return String.join(" ", words) + " @" + since;
    }

    static LedgerEntry parse(String line) {
        int at = line.lastIndexOf(" @");
        return at < 0
                ? new LedgerEntry(List.of(line.split(" ", -1)), Instant.MIN)
                : new LedgerEntry(
                        List.of(line.substring(0, at).split(" ", -1)),
                        Instant.parse(line.substring(at + 2)));
    }

    /** What it says of an attempt. */
    Capture at(Instant now) {
        if (now.isBefore(since)) {
            return new Capture.Underway();
        }
        return switch (words.getFirst()) {
            case CAPTURED -> new Capture.Done(words.get(1));
            case DECLINED -> declined(words.get(1));
            default -> throw new TicketingException("the ledger holds " + words);
        };
    }

    private static Capture declined(String code) {
        String message =
                switch (code) {
                    case "card_declined" -> "The card was declined.";
                    case "insufficient_funds" -> "There is not enough money.";
                    case FRAUD -> "The payment was refused for good.";
                    default -> "The provider does not know this token.";
                };
        return new Capture.Declined(code, message, code.equals(FRAUD));
    }
}
