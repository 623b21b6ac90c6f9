package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.Change;
import dev.ticketing.core.upkeep.OpenWork.Change.HoldEnds;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferBegun;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferEnded;
import dev.ticketing.core.upkeep.OpenWork.DueSection;
import dev.ticketing.core.upkeep.OpenWork.OpenTransfer;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What every {@link OpenWork} has to do. It may hold work of earlier tests. */
public abstract class OpenWorkConformance extends ReadModelConformance<Change> {

    private static final Instant NOW = Fresh.NOW;
    private static final Instant EARLIER = NOW.minusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(60);

    /** Makes a suite; a subclass needs no constructor. */
    protected OpenWorkConformance() {}

    /** The open work under test. */
    protected abstract OpenWork openWork();

    @Override
    protected final ReadModel<Change> readModel() {
        return openWork();
    }

    @Test
    void a_section_is_due_at_the_instant_its_first_hold_ends_and_not_before() {
        ShowId show = Fresh.show();
        apply(new HoldEnds(show, Fresh.SECTION, NOW));

        assertThat(dueAt(NOW.minus(1, ChronoUnit.MICROS), show)).isEmpty();
        assertThat(dueAt(NOW, show)).containsExactly(due(show, NOW));
    }

    @Test
    void the_earlier_of_two_ends_counts_whichever_came_first() {
        ShowId show = Fresh.show();
        ShowId other = Fresh.show();
        apply(new HoldEnds(show, Fresh.SECTION, EARLIER), new HoldEnds(other, Fresh.SECTION, NOW));
        apply(new HoldEnds(show, Fresh.SECTION, NOW), new HoldEnds(other, Fresh.SECTION, EARLIER));

        assertThat(dueAt(NOW, show)).containsExactly(due(show, EARLIER));
        assertThat(dueAt(NOW, other)).containsExactly(due(other, EARLIER));
    }

    @Test
    void sections_of_one_show_are_due_each_by_itself() {
        ShowId show = Fresh.show();
        SectionId balcony = new SectionId("balcony");
        apply(new HoldEnds(show, Fresh.SECTION, NOW), new HoldEnds(show, balcony, EARLIER));

        assertThat(dueAt(NOW, show))
                .containsExactly(new DueSection(show, balcony, EARLIER), due(show, NOW));
    }

    @Test
    void the_earliest_sections_come_first_and_no_more_than_asked_for() {
        apply(
                new HoldEnds(Fresh.show(), Fresh.SECTION, NOW),
                new HoldEnds(Fresh.show(), Fresh.SECTION, EARLIER),
                new HoldEnds(Fresh.show(), Fresh.SECTION, NOW.minusSeconds(30)));

        List<DueSection> all = openWork().dueSections(LATER, Fresh.ENOUGH);

        assertThat(all).hasSizeGreaterThanOrEqualTo(3).extracting(DueSection::at).isSorted();
        assertThat(openWork().dueSections(LATER, 2))
                .hasSize(2)
                .extracting(DueSection::at)
                .containsExactly(all.get(0).at(), all.get(1).at());
    }

    @Test
    void a_section_is_put_off() {
        ShowId show = Fresh.show();
        apply(new HoldEnds(show, Fresh.SECTION, NOW));

        openWork().reschedule(due(show, NOW), Optional.of(LATER));

        assertThat(dueAt(NOW, show)).isEmpty();
        assertThat(dueAt(LATER, show)).containsExactly(due(show, LATER));
    }

    @Test
    void a_section_is_due_no_more() {
        ShowId show = Fresh.show();
        apply(new HoldEnds(show, Fresh.SECTION, NOW));

        openWork().reschedule(due(show, NOW), Optional.empty());

        assertThat(dueAt(LATER, show)).isEmpty();
        apply(new HoldEnds(show, Fresh.SECTION, LATER));
        assertThat(dueAt(LATER, show)).containsExactly(due(show, LATER));
    }

    @Test
    void a_section_whose_time_was_changed_since_it_was_read_is_not_put_off() {
        ShowId show = Fresh.show();
        apply(new HoldEnds(show, Fresh.SECTION, NOW));
        DueSection read = due(show, NOW);
        apply(new HoldEnds(show, Fresh.SECTION, EARLIER));

        openWork().reschedule(read, Optional.of(LATER));
        openWork().reschedule(read, Optional.empty());

        assertThat(dueAt(NOW, show)).containsExactly(due(show, EARLIER));
    }

    @Test
    void a_transfer_is_open_from_the_instant_after_it_began() {
        PaymentId payment = Fresh.payment();
        apply(begun(payment, NOW));

        assertThat(openBefore(NOW, payment)).isEmpty();
        assertThat(openBefore(NOW.plus(1, ChronoUnit.MICROS), payment))
                .containsExactly(new OpenTransfer(payment.value(), payment, NOW));
    }

    @Test
    void a_transfer_that_ended_is_open_no_more() {
        PaymentId payment = Fresh.payment();
        apply(begun(payment, NOW));

        apply(new TransferEnded(payment.value()));

        assertThat(openBefore(LATER, payment)).isEmpty();
    }

    @Test
    void a_transfer_that_began_and_ended_in_one_batch_is_not_open() {
        PaymentId payment = Fresh.payment();

        apply(begun(payment, NOW), new TransferEnded(payment.value()));

        assertThat(openBefore(LATER, payment)).isEmpty();
    }

    @Test
    void the_end_of_a_transfer_that_nobody_knows_changes_nothing() {
        PaymentId payment = Fresh.payment();

        assertThat(Fresh.<Change>apply(openWork(), new TransferEnded(payment.value()))).isTrue();

        assertThat(openBefore(LATER, payment)).isEmpty();
    }

    @Test
    void the_refunds_of_a_payment_are_open_each_by_itself() {
        PaymentId payment = Fresh.payment();
        UUID first = Fresh.id();
        UUID second = Fresh.id();
        apply(new TransferBegun(second, payment, NOW), new TransferBegun(first, payment, EARLIER));

        assertThat(openBefore(LATER, payment))
                .containsExactly(
                        new OpenTransfer(first, payment, EARLIER),
                        new OpenTransfer(second, payment, NOW));
        apply(new TransferEnded(first));
        assertThat(openBefore(LATER, payment))
                .containsExactly(new OpenTransfer(second, payment, NOW));
    }

    @Test
    void the_oldest_transfers_come_first_and_no_more_than_asked_for() {
        apply(
                begun(Fresh.payment(), NOW),
                begun(Fresh.payment(), EARLIER),
                begun(Fresh.payment(), NOW.minusSeconds(30)));

        List<OpenTransfer> all = openWork().transfersBegunBefore(LATER, Fresh.ENOUGH);

        assertThat(all).hasSizeGreaterThanOrEqualTo(3).extracting(OpenTransfer::since).isSorted();
        assertThat(openWork().transfersBegunBefore(LATER, 2))
                .hasSize(2)
                .extracting(OpenTransfer::since)
                .containsExactly(all.get(0).since(), all.get(1).since());
    }

    @Test
    void what_is_refused_leaves_nothing_behind() {
        ShowId show = Fresh.show();
        PaymentId payment = Fresh.payment();
        Position elsewhere = openWork().checkpoint().plus(1);

        boolean moved =
                openWork()
                        .apply(
                                elsewhere,
                                elsewhere.plus(1),
                                List.of(
                                        new HoldEnds(show, Fresh.SECTION, NOW),
                                        begun(payment, NOW)));

        assertThat(moved).isFalse();
        assertThat(dueAt(LATER, show)).isEmpty();
        assertThat(openBefore(LATER, payment)).isEmpty();
    }

    private void apply(Change... changes) {
        assertThat(Fresh.apply(openWork(), changes)).isTrue();
    }

    private static TransferBegun begun(PaymentId payment, Instant since) {
        return new TransferBegun(payment.value(), payment, since);
    }

    private static DueSection due(ShowId show, Instant at) {
        return new DueSection(show, Fresh.SECTION, at);
    }

    private List<DueSection> dueAt(Instant now, ShowId show) {
        return openWork().dueSections(now, Fresh.ENOUGH).stream()
                .filter(due -> due.show().equals(show))
                .toList();
    }

    private List<OpenTransfer> openBefore(Instant before, PaymentId payment) {
        return openWork().transfersBegunBefore(before, Fresh.ENOUGH).stream()
                .filter(transfer -> transfer.payment().equals(payment))
                .toList();
    }
}
