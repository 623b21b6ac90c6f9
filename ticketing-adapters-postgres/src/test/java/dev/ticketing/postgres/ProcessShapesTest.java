package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.SettlementState;
import dev.ticketing.core.payment.SettlementTask;
import dev.ticketing.core.process.EffectRow;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.CancellationTask;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What processes keep is read as it was written. */
class ProcessShapesTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00.123456Z");
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 1));
    private static final RefundId REFUND = new RefundId(new UUID(2, 1));

    @ParameterizedTest
    @MethodSource("statesOfSettlements")
    void every_state_of_a_settlement_is_read_as_it_was_written(SettlementState state) {
        var row = new ProcessRow<>(state, new UUID(3, 1), Set.of("look-up", "refund/1"));
        RowTable<?, ProcessRow<SettlementState>> table = instances(SettlementProcess.TABLES);

        assertThat(again(row, table.shape())).isEqualTo(row);
    }

    static Stream<SettlementState> statesOfSettlements() {
        return Stream.of(
                new SettlementState.Asked(3),
                new SettlementState.GivenUp(2),
                new SettlementState.Settled(Map.of()),
                new SettlementState.Settled(Map.of(REFUND.value(), 7)));
    }

    @ParameterizedTest
    @MethodSource("tasksOfSettlements")
    void every_task_of_a_settlement_is_read_as_it_was_written(SettlementTask task) {
        var row = new EffectRow<>("payment", new UUID(3, 1), task, NOW, 4);
        RowTable<?, EffectRow<SettlementTask>> table = effects(SettlementProcess.TABLES);

        assertThat(again(row, table.shape())).isEqualTo(row);
    }

    static Stream<SettlementTask> tasksOfSettlements() {
        return Stream.of(
                new SettlementTask.LookUp(PAYMENT),
                new SettlementTask.GiveBack(PAYMENT, REFUND),
                new SettlementTask.ReportDelay(PAYMENT, REFUND));
    }

    @Test
    void the_task_of_a_cancellation_is_read_as_it_was_written() {
        var task = new CancellationTask(new ShowId(new UUID(4, 1)));
        var row = new EffectRow<>("show", new UUID(3, 1), task, NOW, 0);
        RowTable<?, EffectRow<CancellationTask>> table = effects(CancellationProcess.TABLES);

        assertThat(again(row, table.shape())).isEqualTo(row);
    }

    private static <T> T again(T row, Shape<T> shape) {
        return JsonIn.read(JsonOut.write(row, shape), shape);
    }

    @SuppressWarnings("unchecked") // a stored table has the types of the table that it stores
    private static <S> RowTable<?, ProcessRow<S>> instances(ProcessTables<S, ?> process) {
        return (RowTable<?, ProcessRow<S>>) stored(process.process(), process.instances());
    }

    @SuppressWarnings("unchecked") // as above
    private static <C> RowTable<?, EffectRow<C>> effects(ProcessTables<?, C> process) {
        return (RowTable<?, EffectRow<C>>) stored(process.process(), process.effects());
    }

    private static RowTable<?, ?> stored(String process, Object table) {
        List<RowTable<?, ?>> tables =
                RowTables.ALL.stream()
                        .filter(all -> all.consumer().equals(process))
                        .findFirst()
                        .orElseThrow()
                        .tables();
        return tables.stream().filter(one -> one.table().equals(table)).findFirst().orElseThrow();
    }
}
