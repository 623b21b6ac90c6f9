package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Rows of a consumer of the tests' own, in two tables. */
final class Samples {

    static final String CONSUMER = "samples";

    static final String CREATE =
            """
            CREATE TABLE sample_row (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                id        uuid             NOT NULL,
                label     text COLLATE "C" NOT NULL,
                amount    bigint           NOT NULL CHECK (amount >= 0),
                due_at    timestamptz,
                tags      text[]           NOT NULL,
                body      text             NOT NULL,
                PRIMARY KEY (partition, copy, id)
            );
            CREATE INDEX sample_row_of_label ON sample_row (partition, copy, label);
            CREATE TABLE score_row (
                partition integer          NOT NULL,
                copy      integer          NOT NULL,
                place     text COLLATE "C" NOT NULL,
                number    bigint           NOT NULL,
                body      text             NOT NULL,
                PRIMARY KEY (partition, copy, place, number)
            );
            """;

    record Sample(String label, long amount, Optional<Instant> due, List<String> tags) {
        Sample {
            tags = List.copyOf(tags);
        }

        Sample withAmount(long other) {
            return new Sample(label, other, due, tags);
        }
    }

    record Seat(String place, long number) {}

    record Score(long points) {}

    static final Table<UUID, Sample> SAMPLES = new Table<>("sample_row", UUID.class, Sample.class);
    static final Table<Seat, Score> SCORES = new Table<>("score_row", Seat.class, Score.class);

    static final ConsumerTables TABLES =
            new ConsumerTables(
                    CONSUMER,
                    List.of(
                            new RowTable<>(
                                    SAMPLES,
                                    List.of(Column.id("id", Function.identity())),
                                    row -> row.getObject("id", UUID.class),
                                    List.of(
                                            Column.text("label", Sample::label),
                                            Column.number("amount", Sample::amount),
                                            Column.instantIfAny("due_at", Sample::due),
                                            Column.texts("tags", Sample::tags)),
                                    new Shape<>(
                                            (sample, out) ->
                                                    out.text("label", sample.label())
                                                            .number("amount", sample.amount())
                                                            .instantIfAny(
                                                                    "due",
                                                                    sample.due().orElse(null))
                                                            .texts(
                                                                    "tags",
                                                                    sample.tags(),
                                                                    Function.identity()),
                                            in ->
                                                    new Sample(
                                                            in.text("label"),
                                                            in.number("amount"),
                                                            in.instantIfAny("due"),
                                                            in.texts(
                                                                    "tags", Function.identity())))),
                            new RowTable<>(
                                    SCORES,
                                    List.of(
                                            Column.text("place", Seat::place),
                                            Column.number("number", Seat::number)),
                                    Samples::seat,
                                    List.of(),
                                    new Shape<>(
                                            (score, out) -> out.number("points", score.points()),
                                            in -> new Score(in.number("points"))))));

    private Samples() {}

    private static Seat seat(ResultSet row) throws SQLException {
        return new Seat(row.getString("place"), row.getLong("number"));
    }

    static Sample sample(String label) {
        return new Sample(
                label,
                7,
                Optional.of(Instant.parse("2027-03-01T10:00:00.123456789Z")),
                List.of("a", "b"));
    }

    static Changes put(UUID id, Sample sample) {
        return put(Map.of(id, sample));
    }

    static Changes put(Map<UUID, Sample> samples) {
        return new Changes(List.of(new Changes.OfTable<>(SAMPLES, samples, Set.of())), List.of());
    }

    static Changes remove(UUID... ids) {
        return new Changes(
                List.of(new Changes.OfTable<>(SAMPLES, Map.of(), Set.of(ids))), List.of());
    }
}
