package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.DueSection;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What every {@link OpenWork} has to do. It may hold work of earlier tests. */
public abstract class OpenWorkConformance {

    private static final Instant NOW = Fresh.NOW;
    private static final Instant EARLIER = NOW.minusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(60);

    /** Makes a suite; a subclass needs no constructor. */
    protected OpenWorkConformance() {}

    /** The open work under test. */
    protected abstract OpenWork openWork();

    /** The store whose consumer {@code open-work} keeps its rows; nobody else moves it. */
    protected abstract ConsumerStore consumers();

    @Test
    void a_section_is_due_at_the_instant_it_is_said_to_be_and_not_before() {
        ShowId show = Fresh.show();
        put(section(show), due(NOW, 1));

        assertThat(dueAt(NOW.minus(1, ChronoUnit.MICROS), show)).isEmpty();
        assertThat(dueAt(NOW, show)).containsExactly(new DueSection(section(show), due(NOW, 1)));
    }

    @Test
    void sections_of_one_show_are_due_each_by_itself() {
        ShowId show = Fresh.show();
        SectionOfShow other = new SectionOfShow(show, new SectionId("circle"));
        put(section(show), due(NOW, 1));
        put(other, due(EARLIER, 2));

        assertThat(dueAt(NOW, show))
                .extracting(DueSection::where)
                .containsExactly(other, section(show));
        assertThat(dueAt(EARLIER, show)).extracting(DueSection::where).containsExactly(other);
    }

    @Test
    void no_more_sections_come_than_asked_for() {
        put(section(Fresh.show()), due(EARLIER, 1));
        put(section(Fresh.show()), due(EARLIER, 2));

        assertThat(openWork().dueSections(NOW, 1)).hasSize(1);
    }

    @Test
    void a_section_is_put_off() {
        ShowId show = Fresh.show();
        put(section(show), due(NOW, 1));

        openWork().reschedule(dueAt(NOW, show).getFirst(), Optional.of(LATER));

        assertThat(dueAt(NOW, show)).isEmpty();
        assertThat(dueAt(LATER, show))
                .containsExactly(new DueSection(section(show), due(LATER, 1)));
    }

    @Test
    void a_section_that_was_put_off_is_known_to_its_projection_as_such() {
        ShowId show = Fresh.show();
        put(section(show), due(NOW, 1));

        openWork().reschedule(dueAt(NOW, show).getFirst(), Optional.of(LATER));

        assertThat(Filling.of(consumers(), "open-work").load(OpenWork.SECTIONS, section(show)))
                .contains(due(LATER, 1));
    }

    @Test
    void a_section_is_due_no_more() {
        ShowId show = Fresh.show();
        put(section(show), due(NOW, 1));

        openWork().reschedule(dueAt(NOW, show).getFirst(), Optional.empty());

        assertThat(dueAt(LATER, show)).isEmpty();
    }

    @Test
    void a_section_of_which_seats_were_held_since_it_was_read_stays_due() {
        ShowId show = Fresh.show();
        ShowId other = Fresh.show();
        put(section(show), due(NOW, 1));
        put(section(other), due(NOW, 1));
        DueSection read = dueAt(NOW, show).getFirst();
        DueSection readOther = dueAt(NOW, other).getFirst();
        put(section(show), due(NOW, 2));
        put(section(other), due(NOW, 2));

        openWork().reschedule(read, Optional.empty());
        openWork().reschedule(readOther, Optional.of(LATER));

        assertThat(dueAt(NOW, show)).containsExactly(new DueSection(section(show), due(NOW, 2)));
        assertThat(dueAt(NOW, other)).containsExactly(new DueSection(section(other), due(NOW, 2)));
    }

    private void put(SectionOfShow section, Due due) {
        Filling.of(consumers(), "open-work").put(OpenWork.SECTIONS, section, due);
    }

    private static SectionOfShow section(ShowId show) {
        return new SectionOfShow(show, Fresh.SECTION);
    }

    private static Due due(Instant at, long held) {
        return new Due(at, new Position(held));
    }

    private List<DueSection> dueAt(Instant now, ShowId show) {
        return openWork().dueSections(now, Fresh.ENOUGH).stream()
                .filter(due -> due.where().show().equals(show))
                .toList();
    }
}
