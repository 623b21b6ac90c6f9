package dev.ticketing.testkit.conformance;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Verification;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.data.TestData;

import java.util.List;
import java.util.function.Supplier;

/** What trials that follow one another have in common: stores, the time, and ids. */
final class DeathStage {

    final TestClock clock;
    final SequentialIds ids;
    final Caller admin;
    private final Supplier<Ticketing.Stores> stores;

    /**
     * @param ids none of which is in the stores yet
     */
    DeathStage(TestClock clock, SequentialIds ids, Supplier<Ticketing.Stores> stores) {
        this.clock = clock;
        this.ids = ids;
        this.admin = TestData.newAdmin(ids);
        this.stores = stores;
    }

    /** For one more process. */
    Ticketing.Stores stores() {
        return stores.get();
    }

    /** Where the log ends now. */
    Position head() {
        return stores().feed().head();
    }

    <E extends DomainEvent> List<E> recordedAfter(Position position, Class<E> type) {
        return stores().feed().read(position, Integer.MAX_VALUE).stream()
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Everything that is stored, against the log. */
    Report verified(LogIndex index) {
        Ticketing.Stores all = stores();
        Verification verification =
                new Verification(
                        new Verification.Needs(
                                all.feed(),
                                all.log(),
                                index,
                                all.consumers(),
                                Ticketing.PROJECTIONS,
                                ids.next().toString(),
                                clock));
        return verification.run((step, done, of) -> {}).orElseThrow();
    }
}
