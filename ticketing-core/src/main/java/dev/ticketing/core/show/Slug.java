package dev.ticketing.core.show;

import java.util.regex.Pattern;

/** The form of ids that an organizer may choose: 1–40 of letters, digits, {@code . _ -}. */
final class Slug {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private Slug() {}

    static boolean isSlug(String value) {
        return FORM.matcher(value).matches();
    }
}
