package dev.ticketing.core.application;

import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.BlockPlaces;
import dev.ticketing.core.inventory.InventoryCommand.UnblockPlaces;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The places of sections, for those who organize the show. Changes complete when they are durable.
 * Safe for any number of threads.
 */
public final class Sections {

    private final WriteSide writes;
    private final IdSource ids;

    Sections(WriteSide writes, IdSource ids) {
        this.writes = writes;
        this.ids = ids;
    }

    /**
     * Keeps free places back: nobody can hold or buy them until they are unblocked. From when the
     * show is published, also before and after its sales; until then its sections may change. A
     * count in a numbered section takes the best neighbouring seats. Holds in the way whose time is
     * over are released.
     *
     * @return the places of the section as they are then
     */
    public CompletableFuture<Outcome<SectionAvailability>> block(
            Request request, ShowId show, SectionId section, Places places) {
        Blocking blocking =
                new Blocking(request, show, section, now -> new BlockPlaces(places, now));
        return submit(request, show, section, blocking)
                .thenCompose(
                        outcome ->
                                isMoreThanOneUnit(outcome)
                                        ? blockAfterExpiry(request, show, section, places)
                                        : CompletableFuture.completedFuture(outcome));
    }

    private static boolean isMoreThanOneUnit(Outcome<SectionAvailability> outcome) {
        return outcome instanceof Outcome.Refused<SectionAvailability>(Refusal.ByInventory why)
                && why.rejection() instanceof ExpiredHoldsInTheWay;
    }

    /** Overdue holds that are too many for one unit are released beforehand, piece by piece. */
    private CompletableFuture<Outcome<SectionAvailability>> blockAfterExpiry(
            Request request, ShowId show, SectionId section, Places places) {
        return Expiring.some(writes, ids.next(), show, section)
                .thenCompose(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Done<Expiring.Released> released ->
                                            block(request, show, section, places);
                                    case Outcome.Refused<Expiring.Released>(Refusal why) ->
                                            CompletableFuture.completedFuture(
                                                    new Outcome.Refused<>(why));
                                });
    }

    /**
     * Makes blocked places free again. A count in a numbered section takes the blocked seats that
     * are first in the organizer's list.
     *
     * @return the places of the section as they are then
     */
    public CompletableFuture<Outcome<SectionAvailability>> unblock(
            Request request, ShowId show, SectionId section, Places places) {
        return submit(
                request,
                show,
                section,
                new Blocking(request, show, section, now -> new UnblockPlaces(places)));
    }

    private CompletableFuture<Outcome<SectionAvailability>> submit(
            Request request, ShowId show, SectionId section, Blocking blocking) {
        return writes.submit(
                WriteSide.keyOf(show, section),
                new Task<>(
                        request.command(),
                        request.metadata(),
                        List.of(),
                        blocking::judge,
                        this::replay));
    }

    private Outcome<SectionAvailability> replay(List<RecordedEvent> recorded) {
        RecordedEvent own = WriteSide.lastOf("inventory", recorded);
        SectionKey key = SectionKey.of(own.stream());
        Loaded<Inventory> then =
                writes.stateAt(Inventory.at(key.show(), key.section()), own.version());
        return WriteSide.replayed(
                Blocking.availability(key.section(), then.state(), own.recordedAt()),
                then.version(),
                recorded);
    }
}
