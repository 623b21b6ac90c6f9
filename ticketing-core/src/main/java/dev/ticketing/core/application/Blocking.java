package dev.ticketing.core.application;

import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One wish to block places of a section, or to unblock them, judged against show and section. */
final class Blocking {

    private final Request request;
    private final ShowId show;
    private final SectionId section;
    private final Function<Instant, InventoryCommand> wish;

    /**
     * @param wish what is asked of the section at an instant
     */
    Blocking(
            Request request,
            ShowId show,
            SectionId section,
            Function<Instant, InventoryCommand> wish) {
        this.request = request;
        this.show = show;
        this.section = section;
        this.wish = wish;
    }

    Judgement<Outcome<SectionAvailability>> judge(Workspace states, Instant now) {
        Show state = states.state(Show.at(show));
        Optional<Refusal> barred = Shows.barred(request.caller(), state);
        if (barred.isPresent()) {
            return WriteSide.refuse(barred.get());
        }
        Show.Existing existing = Shows.existing(state);
        if (existing.details().section(section).isEmpty()) {
            return WriteSide.refuse(new Refusal.NotFound());
        }
        return switch (existing) {
            // Its sections may still change.
            case Show.Draft draft -> WriteSide.refuse(new Refusal.WrongStage(draft.stage()));
            case Show.Published published -> change(states, now);
            case Show.OnSale onSale -> change(states, now);
            case Show.OffSale offSale -> change(states, now);
            case Show.Completed completed ->
                    WriteSide.refuse(new Refusal.WrongStage(completed.stage()));
            case Show.Cancelled cancelled ->
                    WriteSide.refuse(new Refusal.WrongStage(cancelled.stage()));
        };
    }

    private Judgement<Outcome<SectionAvailability>> change(Workspace states, Instant now) {
        var inventory = inventory();
        return switch (MakingRoom.ask(inventory, wish.apply(now), states, now)) {
            case MakingRoom.Answer.Granted granted -> record(granted, states, now);
            case MakingRoom.Answer.Refused(InventoryRejection reason) ->
                    WriteSide.refuse(new Refusal.ByInventory(reason));
        };
    }

    private AggregateRef<Inventory, InventoryEvent> inventory() {
        return Inventory.at(show, section);
    }

    private Judgement<Outcome<SectionAvailability>> record(
            MakingRoom.Answer.Granted granted, Workspace states, Instant now) {
        var inventory = inventory();
        List<Change<?, ?>> changes = new ArrayList<>(granted.expired());
        changes.add(new Change<>(inventory, granted.events()));
        Inventory after =
                InventoryDecider.INSTANCE.evolve(states.state(inventory), granted.events());
        return WriteSide.commit(
                changes,
                availability(section, after, now),
                states.version(inventory).plus(granted.events().size()));
    }

    static SectionAvailability availability(SectionId section, Inventory inventory, Instant now) {
        return switch (inventory) {
            case Inventory.Open open -> new SectionAvailability(section, open.availability(now));
            case Inventory.Unopened unopened ->
                    throw new IllegalStateException("blocked in a section that is not open");
        };
    }
}
