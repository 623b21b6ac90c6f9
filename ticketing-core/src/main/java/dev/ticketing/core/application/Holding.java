package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.StartReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One wish for seats, judged against the show, the section and the clock. */
final class Holding {

    private final Request request;
    private final Reservations.Wish wish;
    private final ReservationId id;

    Holding(Request request, Reservations.Wish wish, ReservationId id) {
        this.request = request;
        this.wish = wish;
        this.id = id;
    }

    Judgement<Outcome<Reservation.Started>> judge(Workspace states, Instant now) {
        return switch (states.state(Show.at(wish.show()))) {
            case Show.Missing missing -> WriteSide.refuse(new Refusal.NotFound());
            case Show.Existing show -> judge(states, now, show);
        };
    }

    private Judgement<Outcome<Reservation.Started>> judge(
            Workspace states, Instant now, Show.Existing show) {
        Optional<Refusal> barred = barred(show);
        if (barred.isPresent()) {
            return WriteSide.refuse(barred.get());
        }
        Optional<Tier> tier = tier(show.details(), now);
        return tier.isEmpty()
                ? WriteSide.refuse(new Refusal.NoPriceNow(wish.section()))
                : hold(states, now, show.details(), tier.get());
    }

    private Optional<Refusal> barred(Show.Existing show) {
        if (!show.isPublic() && !request.caller().organizes(show)) {
            return Optional.of(new Refusal.NotFound());
        }
        ShowDetails details = show.details();
        Optional<Section> section = details.section(wish.section());
        if (section.isEmpty()) {
            return Optional.of(new Refusal.UnknownSection(wish.section()));
        }
        Optional<TierId> foreign =
                wish.tier()
                        .filter(
                                id ->
                                        details.tier(id)
                                                .filter(t -> t.section().equals(wish.section()))
                                                .isEmpty());
        if (foreign.isPresent()) {
            return Optional.of(new Refusal.UnknownTier(foreign.get()));
        }
        if (wish.places().quantity() > details.maxTicketsPerReservation()) {
            return Optional.of(
                    new Refusal.TooManyTickets(
                            wish.places().quantity(), details.maxTicketsPerReservation()));
        }
        return show instanceof Show.OnSale
                ? Optional.empty()
                : Optional.of(new Refusal.SalesNotOpen(show.stage()));
    }

    private Optional<Tier> tier(ShowDetails details, Instant now) {
        return wish.tier().isPresent()
                ? details.tier(wish.tier().get()).filter(tier -> tier.isOpenAt(now))
                : details.cheapestOpenTier(wish.section(), now);
    }

    private Judgement<Outcome<Reservation.Started>> hold(
            Workspace states, Instant now, ShowDetails details, Tier tier) {
        HoldPlaces hold = new HoldPlaces(id, wish.places(), now, now.plus(details.holdTime()));
        return switch (MakingRoom.ask(section(), hold, states, now)) {
            case MakingRoom.Answer.Granted granted -> start(states, hold, tier, granted);
            case MakingRoom.Answer.Refused(InventoryRejection reason) ->
                    WriteSide.refuse(new Refusal.ByInventory(reason));
        };
    }

    private AggregateRef<Inventory, InventoryEvent> section() {
        return Inventory.at(wish.show(), wish.section());
    }

    private Judgement<Outcome<Reservation.Started>> start(
            Workspace states, HoldPlaces hold, Tier tier, MakingRoom.Answer.Granted granted) {
        if (!(granted.events().getLast() instanceof SeatsHeld held)) {
            throw new IllegalStateException("a granted hold ends with the seats held");
        }
        PriceLine line = new PriceLine(tier.id(), held.places().quantity(), tier.price());
        Terms terms =
                new Terms(
                        id,
                        wish.show(),
                        wish.section(),
                        request.caller().user(),
                        held.places(),
                        List.of(line),
                        hold.now(),
                        hold.expiresAt());
        var aggregate = Reservation.at(id);
        Reservation none = states.fresh(aggregate);
        var started =
                WriteSide.granted(
                        ReservationDecider.INSTANCE.decide(new StartReservation(terms), none));
        List<Change<?, ?>> changes = new ArrayList<>(granted.expired());
        changes.add(new Change<>(section(), granted.events()));
        changes.add(new Change<>(aggregate, started));
        return WriteSide.commit(
                changes,
                Reservations.started(ReservationDecider.INSTANCE.evolve(none, started)),
                states.version(aggregate).plus(started.size()));
    }
}
