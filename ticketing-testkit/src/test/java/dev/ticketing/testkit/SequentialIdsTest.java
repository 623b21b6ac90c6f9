package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class SequentialIdsTest {

    @Test
    void hands_out_the_same_ids_in_every_run() {
        assertThat(first(3, new SequentialIds())).isEqualTo(first(3, new SequentialIds()));
    }

    @Test
    void hands_out_uuids_of_version_7_in_ascending_order() {
        List<UUID> ids = first(100, new SequentialIds());

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
        assertThat(ids).allSatisfy(id -> assertThat(id.variant()).isEqualTo(2));
        assertThat(ids.getFirst().getMostSignificantBits() >>> 16)
                .isEqualTo(TestClock.START.toEpochMilli());
    }

    @Test
    void two_families_have_no_id_in_common() {
        assertThat(first(100, new SequentialIds(1)))
                .doesNotContainAnyElementsOf(first(100, new SequentialIds(4095)));
    }

    @Test
    void refuses_a_family_that_does_not_fit() {
        assertThatThrownBy(() -> new SequentialIds(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SequentialIds(4096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<UUID> first(int count, SequentialIds ids) {
        return Stream.generate(ids::next).limit(count).toList();
    }
}
