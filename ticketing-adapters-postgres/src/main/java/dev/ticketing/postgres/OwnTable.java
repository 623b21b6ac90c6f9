package dev.ticketing.postgres;

import java.util.regex.Pattern;

/**
 * A table of an embedding program, of one of a few kinds, so that it never has to be altered.
 *
 * @param kind the statements that make it
 * @param consumer whose it is
 */
record OwnTable(String name, String kind, String consumer) {

    static final String ROWS =
            """
            CREATE TABLE %1$s (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                key       text COLLATE "C" NOT NULL,
                body      text COLLATE "C" NOT NULL,
                PRIMARY KEY (partition, copy, key)
            );

            CREATE VIEW %1$s_served AS
            SELECT t.key, CAST(t.body AS jsonb) AS body
            FROM consumer AS c
            JOIN %1$s AS t ON t.partition = c.partition AND t.copy = c.copy
            WHERE c.name = '%2$s' AND c.role = 'SERVING';
            """;

    static final String INSTANCES =
            """
            CREATE TABLE %1$s (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                instance  text COLLATE "C" NOT NULL,
                body      text COLLATE "C" NOT NULL,
                PRIMARY KEY (partition, copy, instance)
            );
            """;

    static final String TIMERS =
            """
            CREATE TABLE %1$s (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                instance  text COLLATE "C" NOT NULL,
                timer     text COLLATE "C" NOT NULL,
                due_at    timestamptz      NOT NULL,
                body      text COLLATE "C" NOT NULL,
                PRIMARY KEY (partition, copy, instance, timer)
            );

            CREATE INDEX %1$s_due ON %1$s (partition, copy, due_at);
            """;

    static final String EFFECTS =
            """
            CREATE TABLE %1$s (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                effect_id uuid             NOT NULL,
                due_at    timestamptz      NOT NULL,
                instance  text COLLATE "C" NOT NULL,
                body      text COLLATE "C" NOT NULL,
                PRIMARY KEY (partition, copy, effect_id)
            );

            CREATE INDEX %1$s_due ON %1$s (partition, copy, due_at);
            """;

    /** With room for what is appended to it: PostgreSQL takes 63 characters. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,55}");

    OwnTable {
        require(name);
        require(consumer);
    }

    private static void require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name);
        }
    }

    /** What makes it; fails if it is there. */
    String sql() {
        return kind.formatted(name, consumer);
    }
}
