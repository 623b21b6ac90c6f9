package dev.ticketing.core.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to, in lower case: two spellings of one mailbox are one person.
 * At most 254 characters (RFC 5321, 4.5.3.1.3).
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;

    /** An atom@domain of RFC 5322 without quoted parts, comments and address literals. */
    private static final Pattern FORM =
            Pattern.compile(
                    "([a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
                            + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public EmailAddress {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an address in lower case");
        }
    }

    /** Reads what a person typed; empty if no mail can be sent there. */
    public static Optional<EmailAddress> parse(String typed) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        return isWellFormed(lower) ? Optional.of(new EmailAddress(lower)) : Optional.empty();
    }

    private static boolean isWellFormed(String value) {
        return value.length() <= MAX_LENGTH
                && value.indexOf('@') <= MAX_LOCAL_PART
                && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
