package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.projection.ReadModel;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What every {@link ReadModel} has to do with its checkpoint. The read model may stand anywhere;
 * nobody but the suite may move it while a test runs.
 *
 * @param <C> the changes it takes
 */
public abstract class ReadModelConformance<C> {

    private static final int CALLERS = 6;

    /** Makes a suite; a subclass needs no constructor. */
    protected ReadModelConformance() {}

    /** The read model under test. */
    protected abstract ReadModel<C> readModel();

    @Test
    void has_a_name() {
        assertThat(readModel().name()).isNotBlank();
    }

    @Test
    void moves_from_its_checkpoint_also_without_changes() {
        Position from = readModel().checkpoint();

        assertThat(readModel().apply(from, from.plus(3), List.of())).isTrue();

        assertThat(readModel().checkpoint()).isEqualTo(from.plus(3));
    }

    @Test
    void does_not_move_from_before_its_checkpoint_or_from_after_it() {
        assertThat(Fresh.apply(readModel())).isTrue();
        Position at = readModel().checkpoint();
        Position before = new Position(at.value() - 1);

        assertThat(readModel().apply(before, at.plus(1), List.of())).isFalse();
        assertThat(readModel().apply(at.plus(1), at.plus(2), List.of())).isFalse();

        assertThat(readModel().checkpoint()).isEqualTo(at);
    }

    @Test
    void moves_for_one_of_those_who_apply_at_the_same_time() {
        Position from = readModel().checkpoint();
        Callable<Boolean> attempt = () -> readModel().apply(from, from.plus(1), List.of());

        List<Boolean> moved = Together.run(Collections.nCopies(CALLERS, attempt));

        assertThat(moved).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(readModel().checkpoint()).isEqualTo(from.plus(1));
    }
}
