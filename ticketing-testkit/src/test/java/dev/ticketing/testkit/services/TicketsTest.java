package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.application.Tickets.Seen;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCode;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;
import dev.ticketing.core.ticket.TicketVerifier;
import dev.ticketing.core.ticket.TicketVerifier.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class TicketsTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final WantedTickets ALL = new WantedTickets(Optional.empty(), Optional.empty());

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Tickets tickets = world.ticketing.tickets();

    private List<TicketId> bought(ReservationId id) {
        return world.reservation(id).tickets();
    }

    private Optional<String> codeFor(Caller caller, TicketId id) {
        return tickets.find(caller, id).orElseThrow().code();
    }

    @Test
    void each_seat_has_a_ticket_of_its_own() {
        List<TicketId> bought = bought(world.confirmed(show, World.seats("A-3", "A-1")));

        assertThat(bought)
                .map(id -> tickets.find(world.customer, id).orElseThrow().ticket().facts())
                .allMatch(facts -> facts.holder().equals(world.customer.user()))
                .map(facts -> facts.seat().orElseThrow())
                .containsExactlyElementsOf(World.labels("A-3", "A-1"));
    }

    @Test
    void each_ticket_says_of_which_tier_it_is() {
        List<TicketId> bought = bought(world.confirmed(show, World.seats("A-3", "A-1")));

        assertThat(bought)
                .map(id -> tickets.find(world.customer, id).orElseThrow().ticket().facts())
                .map(TicketFacts::tier)
                .containsExactly(Optional.of(new TierId("best")), Optional.of(new TierId("best")));
    }

    @Test
    void a_ticket_is_seen_by_its_holder_the_organizer_and_administrators_alone() {
        TicketId id = bought(world.confirmed(show, World.places(1))).getFirst();

        assertThat(tickets.find(world.customer, id)).isPresent();
        assertThat(tickets.find(world.owner, id)).isPresent();
        assertThat(tickets.find(world.admin, id)).isPresent();
        assertThat(tickets.find(world.stranger, id)).isEmpty();
        assertThat(tickets.find(world.admin, new TicketId(world.newId()))).isEmpty();
    }

    @Test
    void the_code_is_its_holders_alone() {
        TicketId id = bought(world.confirmed(show, World.places(1))).getFirst();

        assertThat(codeFor(world.customer, id)).isPresent();
        assertThat(codeFor(world.owner, id)).isEmpty();
        assertThat(codeFor(world.admin, id)).isEmpty();
    }

    @Test
    void the_list_follows_the_log_and_shows_the_newest_first() {
        List<TicketId> first = bought(world.confirmed(show, World.places(2)));
        List<TicketId> second = bought(world.confirmed(show, World.places(1)));
        world.machine.advance(MOMENT);

        assertThat(listed(Optional.empty(), 10))
                .containsExactly(second.getFirst(), first.getLast(), first.getFirst());
        assertThat(listed(Optional.empty(), 2)).containsExactly(second.getFirst(), first.getLast());
        assertThat(listed(Optional.of(first.getLast()), 10)).containsExactly(first.getFirst());
        assertThat(listed(world.stranger, Optional.empty(), 10)).isEmpty();
    }

    private List<TicketId> listed(Optional<TicketId> before, int limit) {
        return listed(world.customer, before, limit).stream()
                .map(seen -> seen.ticket().facts().id())
                .toList();
    }

    private List<Seen> listed(Caller caller, Optional<TicketId> before, int limit) {
        return world.ticketing.listings().tickets(caller, ALL, before, limit);
    }

    @Test
    void a_list_can_be_awaited() {
        var done = world.doneAs(world.pay(world.held(show, World.places(1))));

        var arrived =
                world.ticketing
                        .consumers()
                        .await(
                                TicketRowProjection.NAME,
                                done.position().orElseThrow(),
                                Duration.ofSeconds(5));
        world.machine.advance(MOMENT);

        assertThat(arrived).isCompletedWithValue(true);
        assertThat(listed(Optional.empty(), 10)).hasSize(1);
        assertThat(world.ticketing.consumers().progress())
                .allMatch(progress -> progress.lag() == 0)
                .extracting(progress -> progress.status().id().name())
                .contains("open-work");
    }

    @Test
    void what_does_not_come_is_not_awaited_for_ever() {
        var never =
                world.ticketing
                        .consumers()
                        .await(TicketRowProjection.NAME, new Position(999), MOMENT);

        world.machine.advance(MOMENT);

        assertThat(never).isCompletedWithValue(false);
    }

    @Test
    void tickets_of_a_cancelled_reservation_are_void_and_still_listed() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.done(world.cancel(world.customer, id));
        world.machine.advance(MOMENT);

        List<Seen> held = listed(world.customer, Optional.empty(), 10);

        assertThat(held)
                .hasSize(2)
                .allMatch(
                        seen ->
                                seen.ticket()
                                        instanceof
                                        TicketRow(Ticket.Voided voided, Version version));
    }

    @Test
    void a_genuine_code_says_which_ticket_of_which_show_it_is() {
        TicketId id = bought(world.confirmed(show, World.places(1))).getFirst();
        String code = codeFor(world.customer, id).orElseThrow();

        assertThat(world.ticketing.tickets().verifier().verify(code)).isEqualTo(genuine(id));
        assertThat(codeFor(world.customer, id)).as("the same each time").contains(code);
    }

    @Test
    void another_process_signs_with_the_same_key() {
        TicketId id = bought(world.confirmed(show, World.places(1))).getFirst();

        assertThat(world.newProcess().tickets().find(world.customer, id).orElseThrow().code())
                .isEqualTo(codeFor(world.customer, id));
    }

    @Test
    void a_forged_code_is_not_genuine() {
        List<TicketId> bought = bought(world.confirmed(show, World.places(2)));
        String[] one = codeFor(world.customer, bought.getFirst()).orElseThrow().split("\\.", -1);
        String[] other = codeFor(world.customer, bought.getLast()).orElseThrow().split("\\.", -1);
        TicketVerifier verifier = world.ticketing.tickets().verifier();

        assertThat(verifier.verify(String.join(".", one))).isEqualTo(genuine(bought.getFirst()));
        assertThat(verifier.verify(String.join(".", one[0], one[1], other[2], one[3])))
                .as("another ticket under its signature")
                .isEqualTo(new Verdict.BadSignature());
        assertThat(verifier.verify(String.join(".", one[0], "none", one[2], one[3])))
                .isEqualTo(new Verdict.UnknownKey("none"));
    }

    @Test
    void a_code_of_another_key_is_not_genuine_until_the_key_is_known() {
        TicketId id = bought(world.confirmed(show, World.places(1))).getFirst();
        String code = codeFor(world.customer, id).orElseThrow();
        World elsewhere = new World();
        SigningKey ours = world.keys.all(Purpose.TICKET).getFirst();
        SigningKey theirs = renamed(elsewhere.keys.all(Purpose.TICKET).getFirst());

        assertThat(verifier(List.of(theirs)).verify(code))
                .isEqualTo(new Verdict.UnknownKey(ours.id()));
        assertThat(verifier(List.of(theirs, ours)).verify(code)).isEqualTo(genuine(id));
        SigningKey impostor =
                new SigningKey(
                        ours.id(),
                        ours.purpose(),
                        ours.algorithm(),
                        theirs.publicKey(),
                        theirs.privateKey(),
                        theirs.createdAt());
        assertThat(verifier(List.of(impostor)).verify(code)).isEqualTo(new Verdict.BadSignature());
    }

    private static SigningKey renamed(SigningKey key) {
        return new SigningKey(
                "other",
                key.purpose(),
                key.algorithm(),
                key.publicKey(),
                key.privateKey(),
                key.createdAt());
    }

    private Verdict genuine(TicketId id) {
        return new Verdict.Genuine(new TicketCode(show, id, Edition.FIRST));
    }

    private static TicketVerifier verifier(List<SigningKey> keys) {
        return new TicketCodes(keys).verifier();
    }
}
