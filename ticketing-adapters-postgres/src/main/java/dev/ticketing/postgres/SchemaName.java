package dev.ticketing.postgres;

import java.util.regex.Pattern;

/** The form of schema names that need no quoting anywhere. */
final class SchemaName {

    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private SchemaName() {}

    static void require(String schema) {
        if (!FORM.matcher(schema).matches()) {
            throw new IllegalArgumentException("schema: " + schema);
        }
    }
}
