package dev.ticketing.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.history.Operation.Claim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class LedgerTest {

    private static final ShowId SHOW = new ShowId(new UUID(1, 1));
    private static final SectionId SECTION = new SectionId("stalls");
    private static final List<SeatLabel> SEATS =
            List.of(new SeatLabel("A-1"), new SeatLabel("Loge links 2"));
    private static final ReservationId RESERVATION = new ReservationId(new UUID(1, 2));

    @TempDir private Path directory;

    private static UUID key(int number) {
        return new UUID(2, number);
    }

    private static String written(Operation operation) {
        return "%s %s %s %s %s %s %s %s"
                .formatted(
                        operation,
                        operation.state(),
                        operation.acknowledged(),
                        operation.claim(),
                        operation.code(),
                        operation.namedSeats(),
                        operation.invokedAt(),
                        operation.answeredAt());
    }

    @Test
    void what_a_process_leaves_behind_is_read_as_it_was_written() {
        Path file = directory.resolve("ledger");
        List<Operation> operations;
        try (Ledger ledger = Ledger.keptIn(file)) {
            Operation hold =
                    ledger.invoked(key(1), new Wish.Hold(SHOW, SECTION, new Places.Count(2)));
            Operation seats =
                    ledger.invoked(key(2), new Wish.Hold(SHOW, SECTION, new Places.Seats(SEATS)));
            ledger.acknowledged(hold, RESERVATION.value(), SEATS);
            ledger.refused(seats, "SEAT_TAKEN", SEATS);
            Operation pay = ledger.invoked(key(3), new Wish.Pay(RESERVATION));
            ledger.unanswered(pay);
            ledger.acknowledged(pay, key(7), Claim.CAPTURED);
            ledger.unanswered(ledger.invoked(key(4), new Wish.Cancel(RESERVATION)));
            ledger.refused(ledger.invoked(key(5), new Wish.Cancel(RESERVATION)), "NO");
            ledger.invoked(key(6), new Wish.Pay(RESERVATION));
            operations = ledger.operations();
            assertThat(ledger.acknowledged()).isEqualTo(2);
        }

        Ledger read = Ledger.read(file);

        assertThat(read.acknowledged()).isEqualTo(2);
        assertThat(read.operations())
                .extracting(LedgerTest::written)
                .containsExactlyElementsOf(operations.stream().map(LedgerTest::written).toList());
        assertThat(read.operations().get(2).wasLeftOpen()).isTrue();
    }

    @Test
    void a_line_that_death_has_cut_short_says_nothing() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger ledger = Ledger.keptIn(file)) {
            ledger.invoked(key(1), new Wish.Pay(RESERVATION));
        }
        Files.writeString(file, "acknowledged\t0\t12", StandardOpenOption.APPEND);

        assertThat(Ledger.read(file).operations())
                .singleElement()
                .extracting(Operation::state)
                .isEqualTo(Operation.State.UNKNOWN);
    }

    @Test
    void what_is_no_ledger_is_refused() throws IOException {
        for (String line :
                List.of(
                        "forgotten\t0\t1\n",
                        "invoked\t1\t1\n",
                        "acknowledged\t0\t1\n",
                        "invoked\t0\t1\t" + key(1) + "\tgive\t" + key(2) + "\n",
                        "\n")) {
            Path file = Files.writeString(directory.resolve("ledger"), line);
            assertThatIllegalArgumentException()
                    .as(line)
                    .isThrownBy(() -> Ledger.read(file))
                    .withMessageContaining(line.strip());
        }
    }

    @Test
    void a_ledger_is_never_overwritten() throws IOException {
        Path file = Files.createFile(directory.resolve("ledger"));

        assertThatThrownBy(() -> Ledger.keptIn(file)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void an_answer_stands_at_the_time_when_its_client_first_knew() {
        long[] now = {0};
        Ledger ledger = Ledger.inMemory(() -> now[0]++);
        Operation hold = ledger.invoked(key(1), new Wish.Pay(RESERVATION));
        assertThat(hold.answeredAt()).isEqualTo(Long.MAX_VALUE);

        ledger.acknowledged(hold, key(2));
        ledger.acknowledged(hold, key(2));

        assertThat(hold.invokedAt()).isZero();
        assertThat(hold.answeredAt()).isOne();
        assertThat(ledger.acknowledged()).isOne();
        assertThat(hold.isContradicted()).isFalse();
    }

    @Test
    void many_clients_write_at_the_same_time_and_nothing_is_mixed_up() {
        Path file = directory.resolve("ledger");
        int clients = 8;
        int each = 500;
        try (Ledger ledger = Ledger.keptIn(file);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                int first = client * each;
                threads.execute(
                        () -> {
                            for (int i = first; i < first + each; i++) {
                                Operation pay = ledger.invoked(key(i), new Wish.Pay(RESERVATION));
                                ledger.acknowledged(pay, key(i));
                            }
                        });
            }
        }

        assertThat(Ledger.read(file).operations())
                .hasSize(clients * each)
                .allSatisfy(
                        operation -> assertThat(operation.acknowledged()).contains(operation.key()))
                .allSatisfy(
                        operation ->
                                assertThat(operation.answeredAt())
                                        .isGreaterThanOrEqualTo(operation.invokedAt()));
    }
}
