package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.OpenSection;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.SeatStatus;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.live.PresentState.PlacesNow;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowCommand;
import dev.ticketing.core.show.ShowCommand.CancelShow;
import dev.ticketing.core.show.ShowCommand.CloseSales;
import dev.ticketing.core.show.ShowCommand.CompleteShow;
import dev.ticketing.core.show.ShowCommand.CreateShow;
import dev.ticketing.core.show.ShowCommand.DeleteDraft;
import dev.ticketing.core.show.ShowCommand.OpenSales;
import dev.ticketing.core.show.ShowCommand.PublishShow;
import dev.ticketing.core.show.ShowCommand.ReviseShow;
import dev.ticketing.core.show.ShowDecider;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRejection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Shows, for those who organize them and those who look at them. Changes complete when they are
 * durable; reading blocks and is always current. Safe for any number of threads.
 */
public final class Shows {

    private final WriteSide writes;
    private final IdSource ids;
    private final InstantSource clock;
    private final PlaceCounts counts;

    Shows(WriteSide writes, IdSource ids, InstantSource clock, PlaceCounts counts) {
        this.writes = writes;
        this.ids = ids;
        this.clock = clock;
        this.counts = counts;
    }

    /** The places of a section as a buyer sees them. */
    public record SectionAvailability(SectionId section, Availability places) {}

    /**
     * The places of a show.
     *
     * @param position what is recorded up to here is counted
     */
    public record ShowAvailability(List<SectionAvailability> sections, Position position) {
        public ShowAvailability {
            sections = List.copyOf(sections);
        }
    }

    /** Makes a draft that belongs to the caller. */
    public CompletableFuture<Outcome<Show.Existing>> create(Request request, ShowDetails details) {
        ShowId id = new ShowId(ids.next());
        AggregateRef<Show, ShowEvent> aggregate = Show.at(id);
        return writes.submit(
                WriteSide.keyOf(id),
                new Task<>(
                        request.command(),
                        request.metadata(),
                        List.of(),
                        (states, now) -> {
                            Show none = states.fresh(aggregate);
                            var create = new CreateShow(id, request.caller().user(), details, now);
                            return judge(states, aggregate, create, none, Shows::existing);
                        },
                        recorded -> replay(recorded, Shows::existing)));
    }

    /**
     * Replaces the details.
     *
     * @param seen the version that the caller has looked at, if it is to be checked
     */
    public CompletableFuture<Outcome<Show.Existing>> revise(
            Request request, ShowId id, ShowDetails details, Optional<Version> seen) {
        return change(request, id, seen, now -> new ReviseShow(details, now), Shows::existing);
    }

    /** Shows it to everybody, and fixes its sections and prices. */
    public CompletableFuture<Outcome<Show.Existing>> publish(Request request, ShowId id) {
        return step(request, id, PublishShow::new);
    }

    public CompletableFuture<Outcome<Show.Existing>> openSales(Request request, ShowId id) {
        return step(request, id, OpenSales::new);
    }

    /** Ends new holds, for a while; what is held can still be paid. */
    public CompletableFuture<Outcome<Show.Existing>> closeSales(Request request, ShowId id) {
        return step(request, id, CloseSales::new);
    }

    /** Ends it, for good; what is held can still be paid, and tickets still let in. */
    public CompletableFuture<Outcome<Show.Existing>> complete(Request request, ShowId id) {
        return step(request, id, CompleteShow::new);
    }

    /** Calls it off, for good. */
    CompletableFuture<Outcome<Show.Existing>> cancel(
            Request request, ShowId id, Optional<Version> seen) {
        return change(
                request,
                id,
                seen,
                now -> new CancelShow(request.caller().user(), now),
                Shows::existing);
    }

    /**
     * Throws a draft away: from then on nobody sees it.
     *
     * @param seen the version that the caller has looked at, if it is to be checked
     */
    public CompletableFuture<Outcome<Show.Deleted>> deleteDraft(
            Request request, ShowId id, Optional<Version> seen) {
        return change(request, id, seen, DeleteDraft::new, Shows::deleted);
    }

    private CompletableFuture<Outcome<Show.Existing>> step(
            Request request, ShowId id, Function<Instant, ShowCommand> command) {
        return change(request, id, Optional.empty(), command, Shows::existing);
    }

    /**
     * Changes a show as one of its organizers wants.
     *
     * @param as what the show is afterwards, for the caller
     */
    <T extends Show> CompletableFuture<Outcome<T>> change(
            Request request,
            ShowId id,
            Optional<Version> seen,
            Function<Instant, ShowCommand> command,
            Function<Show, T> as) {
        AggregateRef<Show, ShowEvent> aggregate = Show.at(id);
        return writes.submit(
                WriteSide.keyOf(id),
                new Task<>(
                        request.command(),
                        request.metadata(),
                        List.of(),
                        (states, now) -> {
                            Show show = states.state(aggregate);
                            Optional<Refusal> barred =
                                    barred(request.caller(), show)
                                            .or(() -> stale(seen, states.version(aggregate)));
                            return barred.isPresent()
                                    ? WriteSide.refuse(barred.get())
                                    : judge(states, aggregate, command.apply(now), show, as);
                        },
                        recorded -> replay(recorded, as)));
    }

    /** Why the caller may not do what its organizers may; empty if they may. */
    static Optional<Refusal> barred(Caller caller, Show show) {
        return switch (show) {
            case Show.Missing missing -> Optional.of(new Refusal.NotFound());
            case Show.Existing existing -> {
                if (caller.organizes(existing)) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        existing.isPublic() ? new Refusal.Forbidden() : new Refusal.NotFound());
            }
        };
    }

    private static Optional<Refusal> stale(Optional<Version> seen, Version present) {
        return seen.filter(version -> !version.equals(present))
                .map(version -> new Refusal.StaleVersion(present));
    }

    private static <T extends Show> Judgement<Outcome<T>> judge(
            Workspace states,
            AggregateRef<Show, ShowEvent> aggregate,
            ShowCommand command,
            Show show,
            Function<Show, T> as) {
        return switch (ShowDecider.INSTANCE.decide(command, show)) {
            case Decision.Rejected<ShowEvent, ShowRejection>(ShowRejection reason) ->
                    WriteSide.refuse(new Refusal.ByShow(reason));
            case Decision.Accepted<ShowEvent, ShowRejection>(List<ShowEvent> events) -> {
                Version version = states.version(aggregate);
                Show after = ShowDecider.INSTANCE.evolve(show, events);
                yield events.isEmpty()
                        ? WriteSide.unchanged(as.apply(after), version)
                        : WriteSide.commit(
                                changes(states, aggregate, after, events),
                                as.apply(after),
                                version.plus(events.size()));
            }
        };
    }

    /** Publishing opens the inventory of every section in the same unit. */
    private static List<Change<?, ?>> changes(
            Workspace states,
            AggregateRef<Show, ShowEvent> aggregate,
            Show after,
            List<ShowEvent> events) {
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, events));
        if (events.getFirst() instanceof ShowPublished) {
            ShowId id = Show.idOf(aggregate.stream());
            for (Section section : existing(after).details().sections()) {
                var inventory = Inventory.at(id, section.id());
                var open = new OpenSection(id, section.id(), section.seating());
                var opened = InventoryDecider.INSTANCE.decide(open, states.fresh(inventory));
                changes.add(new Change<>(inventory, WriteSide.granted(opened)));
            }
        }
        return changes;
    }

    private <T extends Show> Outcome<T> replay(List<RecordedEvent> recorded, Function<Show, T> as) {
        RecordedEvent own = WriteSide.lastOf("show", recorded);
        Loaded<Show> then = writes.stateAt(Show.at(Show.idOf(own.stream())), own.version());
        return WriteSide.replayed(as.apply(then.state()), then.version(), recorded);
    }

    static Show.Existing existing(Show show) {
        return switch (show) {
            case Show.Existing existing -> existing;
            case Show.Missing missing -> throw new IllegalStateException("no show: " + missing);
        };
    }

    private static Show.Deleted deleted(Show show) {
        return switch (show) {
            case Show.Deleted deleted -> deleted;
            case Show.Absent absent -> throw new IllegalStateException("not deleted: " + absent);
            case Show.Existing existing ->
                    throw new IllegalStateException("not deleted: " + existing.facts().id());
        };
    }

    /** A show that the caller may see; what is not public is seen by its organizers alone. */
    public Optional<Loaded<Show.Existing>> find(Optional<Caller> caller, ShowId id) {
        Loaded<Show> loaded = writes.current(Show.at(id));
        return switch (loaded.state()) {
            case Show.Missing missing -> Optional.empty();
            case Show.Existing show -> {
                boolean visible =
                        show.isPublic() || caller.filter(c -> c.organizes(show)).isPresent();
                yield visible
                        ? Optional.of(new Loaded<>(show, loaded.version()))
                        : Optional.empty();
            }
        };
    }

    /**
     * The places of every section; empty if the caller may not see the show. From memory where
     * nothing has happened: without what other processes have recorded in the last moment.
     */
    public Optional<ShowAvailability> availability(Optional<Caller> caller, ShowId id) {
        return counts.ofPublic(id)
                .or(() -> find(caller, id).map(show -> counts.current(show.state())));
    }

    /**
     * The places of one section, as {@link #availability(Optional, ShowId)} has them; empty if
     * there is none, or the caller may not see the show.
     */
    public Optional<ShowAvailability> availability(
            Optional<Caller> caller, ShowId id, SectionId section) {
        return counts.ofPublic(id, section)
                .or(() -> find(caller, id).flatMap(show -> counts.current(show.state(), section)));
    }

    PlacesNow placesNow(Show.Existing show, Section section) {
        Instant now = clock.instant();
        return switch (inventory(show, section.id())) {
            case Inventory.Open open ->
                    new PlacesNow(open.availability(now), open.nextEndingAfter(now));
            case Inventory.Unopened unopened ->
                    new PlacesNow(
                            new Availability(section.seating().capacity(), 0, 0, 0),
                            Optional.empty());
        };
    }

    /** Each seat of a numbered section; empty if there is no such section that may be seen. */
    public Optional<List<SeatStatus>> seats(Optional<Caller> caller, ShowId id, SectionId section) {
        return find(caller, id)
                .flatMap(
                        found ->
                                found.state()
                                        .details()
                                        .section(section)
                                        .map(present -> seats(found.state(), present)));
    }

    private List<SeatStatus> seats(Show.Existing show, Section section) {
        Inventory inventory = inventory(show, section.id());
        return switch (inventory) {
            case Inventory.Open open -> open.seats(clock.instant());
            case Inventory.Unopened unopened ->
                    Inventory.opened(section.seating()).seats(clock.instant());
        };
    }

    private Inventory inventory(Show.Existing show, SectionId section) {
        return writes.current(Inventory.at(show.facts().id(), section)).state();
    }
}
