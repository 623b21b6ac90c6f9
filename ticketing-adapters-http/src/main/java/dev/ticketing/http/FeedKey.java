package dev.ticketing.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** The secret of a program that may read the whole feed: 16 to 128 visible ASCII characters. */
public record FeedKey(String value) {

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{16,128}");

    public FeedKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a feed key has 16 to 128 visible characters");
        }
    }

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    /** Takes as long for a key that is nearly right as for one that is not. */
    boolean matches(String sent) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "FeedKey[(set)]";
    }
}
