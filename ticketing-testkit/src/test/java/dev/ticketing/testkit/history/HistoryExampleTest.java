package dev.ticketing.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** As the documentation has it. */
class HistoryExampleTest {

    private final ShowId show = Written.SHOW;
    private final SectionId section = Written.SECTION;
    private final Places places = new Places.Count(2);
    private final Ledger ledger = Ledger.inMemory();
    private final Client client = new Client();

    private sealed interface Answer {}

    private record Made(UUID reservation) implements Answer {}

    private record No(String code, List<SeatLabel> taken) implements Answer {}

    private record Nothing() implements Answer {}

    /** Talks to a server that does all it is asked for, and answers every second time. */
    private static final class Client {
        private final Written log = new Written();
        private int asked;

        Answer hold(UUID key, Places places) {
            UUID id = new UUID(8, asked++);
            log.held(key, new ReservationId(id), places, 0);
            return asked % 2 == 0 ? new Nothing() : new Made(id);
        }
    }

    private void hold() {
        // docs:begin ledger
        Operation hold = ledger.invoked(UUID.randomUUID(), new Wish.Hold(show, section, places));
        Answer answer = client.hold(hold.key(), places);
        switch (answer) {
            case Made(UUID reservation) -> ledger.acknowledged(hold, reservation);
            case No(String code, List<SeatLabel> taken) -> ledger.refused(hold, code, taken);
            case Nothing() -> ledger.unanswered(hold);
        }
        // docs:end ledger
    }

    @Test
    void what_was_left_open_has_happened() {
        hold();
        hold();

        List<RecordedEvent> log = client.log.events();
        // docs:begin checker
        HistoryReport report = HistoryChecker.check(ledger, log);
        assertThat(report.findings()).isEmpty();
        // docs:end checker
        assertThat(report.acknowledged()).isOne();
        assertThat(report.happened()).isOne();
    }
}
