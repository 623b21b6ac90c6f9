package dev.ticketing.core.kernel;

import static dev.ticketing.core.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class UuidV7SourceTest {

    private final UuidV7Source ids = new UuidV7Source(InstantSource.fixed(NOW));

    @Test
    void begins_with_the_millisecond_it_was_made_in() {
        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void tells_the_millisecond_it_was_made_in() {
        assertThat(UuidV7Source.madeAt(ids.next())).isEqualTo(NOW.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void other_ids_do_not_tell_when_they_were_made() {
        assertThatThrownBy(() -> UuidV7Source.madeAt(new UUID(0x4000L, 1L << 63)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_its_version_and_variant() {
        List<UUID> many = Stream.generate(ids::next).limit(200).toList();

        assertThat(many).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
        assertThat(many).allSatisfy(id -> assertThat(id.variant()).isEqualTo(2));
    }

    @Test
    void fills_all_other_bits_at_random() {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 200; i++) {
            UUID id = ids.next();
            high |= id.getMostSignificantBits();
            low |= id.getLeastSignificantBits();
        }

        assertThat(high & 0x0FFFL).isEqualTo(0x0FFFL);
        assertThat(low & 0x3FFF_FFFF_FFFF_FFFFL).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
    }

    @Test
    void does_not_repeat_itself_within_a_millisecond() {
        assertThat(Stream.generate(ids::next).limit(1_000)).doesNotHaveDuplicates();
    }
}
