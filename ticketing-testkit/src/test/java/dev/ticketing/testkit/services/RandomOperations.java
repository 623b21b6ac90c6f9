package dev.ticketing.testkit.services;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Sections;
import dev.ticketing.core.application.ShowMembers;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * What people ask of two processes at random, of one show after another, and what goes wrong
 * meanwhile.
 */
final class RandomOperations {

    /** Then people turn to the next show, before everything is sold and nothing happens. */
    private static final int OPERATIONS_PER_SHOW = 100;

    private static final List<String> SEATS = List.of("A-1", "A-2", "A-3", "B-1", "B-2", "B-3");
    private static final List<MemberRole> ROLES = List.of(MemberRole.values());
    private static final List<String> TOKENS =
            List.of("tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_insufficient_funds");

    /** What everybody was answered, or will be. */
    final List<CompletableFuture<?>> answers = new ArrayList<>();

    private final Random random;
    private final World world;
    private final List<Ticketing> processes;
    private final List<Caller> people = new ArrayList<>();
    private final List<ShowId> shows = new ArrayList<>();
    private ShowId show;
    private final List<Known> reservations = new ArrayList<>();
    private int told;

    /** A reservation that somebody may come back to. */
    private record Known(ReservationId id, Caller customer) {}

    RandomOperations(World world, Random random, int atMost) {
        this.world = world;
        this.random = random;
        processes = List.of(world.ticketing, world.newProcess());
        for (int i = 0; i < 5; i++) {
            people.add(world.newUser());
        }
        while (shows.size() < atMost / OPERATIONS_PER_SHOW + 1) {
            boolean even = shows.size() % 2 == 0;
            RefundPolicy policy = even ? RefundPolicy.DEFAULT : new RefundPolicy(List.of());
            shows.add(world.onSale(World.details(even ? 30 : 7, policy)));
        }
        show = shows.getFirst();
    }

    /** How often the provider has told the same, at most. */
    int told() {
        return told;
    }

    /** One after another, with some steps of the machine in between. */
    void play(int operations) {
        for (int i = 0; i < operations; i++) {
            show = shows.get(i / OPERATIONS_PER_SHOW + random.nextInt(2));
            operate();
            for (int steps = random.nextInt(12); steps > 0; steps--) {
                var unused = world.machine.step();
            }
        }
    }

    private void operate() {
        int dice = random.nextInt(100);
        if (dice < 42) {
            hold();
        } else if (dice < 70) {
            pay();
        } else if (dice < 80) {
            cancel();
        } else if (dice < 82) {
            changeShow();
        } else if (dice < 85) {
            blockOrUnblock();
        } else if (dice < 89) {
            handOn();
        } else if (dice < 90) {
            admit();
        } else if (dice < 91 && random.nextInt(3) == 0) {
            end();
        } else if (dice < 92) {
            trouble();
        } else if (dice < 93) {
            world.machine.run();
        } else if (dice < 95) {
            tell();
        } else if (dice < 96) {
            world.jump(World.HOLD_TIME);
        } else {
            world.machine.advance(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private void hold() {
        Caller customer = any(people);
        Request request = world.by(customer);
        SectionId section = random.nextInt(3) == 0 ? World.CIRCLE : World.STALLS;
        Wish wish = new Wish(show, section, places(section), Optional.empty());
        for (int times = random.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
            var answer = any(processes).reservations().hold(request, wish);
            answers.add(answer.thenAccept(outcome -> remember(outcome, customer)));
        }
    }

    private Places places(SectionId section) {
        if (section.equals(World.CIRCLE) && random.nextBoolean()) {
            List<SeatLabel> seats = new ArrayList<>();
            SEATS.forEach(seat -> seats.add(new SeatLabel(seat)));
            Collections.shuffle(seats, random);
            return new Places.Seats(seats.subList(0, 1 + random.nextInt(3)));
        }
        return World.places(1 + random.nextInt(5));
    }

    private void remember(Outcome<Reservation.Started> outcome, Caller customer) {
        if (outcome instanceof Outcome.Done<Reservation.Started> done && !done.replayed()) {
            reservations.add(new Known(done.value().terms().id(), customer));
        }
    }

    /** Somebody comes back, mostly soon. */
    private Optional<Known> someReservation() {
        if (reservations.isEmpty()) {
            return Optional.empty();
        }
        int back = random.nextInt(Math.min(reservations.size(), 30));
        return Optional.of(reservations.get(reservations.size() - 1 - back));
    }

    private void pay() {
        someReservation()
                .ifPresent(
                        known -> {
                            if (random.nextInt(8) == 0) {
                                world.provider.meanwhile(this::meanwhile);
                            }
                            answers.add(
                                    any(processes)
                                            .payments()
                                            .pay(
                                                    world.by(known.customer),
                                                    known.id,
                                                    World.card(any(TOKENS))));
                        });
    }

    /** While a provider is being asked. */
    private void meanwhile() {
        switch (random.nextInt(3)) {
            case 0 -> cancel();
            case 1 -> hold();
            default -> world.jump(Duration.ofSeconds(random.nextInt(400)));
        }
    }

    private void cancel() {
        someReservation()
                .ifPresent(
                        known ->
                                answers.add(
                                        any(processes)
                                                .reservations()
                                                .cancel(
                                                        world.by(
                                                                random.nextInt(4) == 0
                                                                        ? world.owner
                                                                        : known.customer),
                                                        known.id)));
    }

    /** Somebody gives away a ticket of theirs, or one that they have given away before. */
    private void handOn() {
        someTicket()
                .ifPresent(
                        ticket -> {
                            Caller from = random.nextBoolean() ? buyerOf(ticket) : any(people);
                            UserId to = any(people).user();
                            answers.add(
                                    any(processes)
                                            .tickets()
                                            .transfer(world.by(from), ticket.id(), () -> to));
                        });
    }

    /** Somebody shows the code of who holds it now, in the eyes of a process. */
    private void admit() {
        someTicket()
                .ifPresent(
                        ticket ->
                                people.forEach(
                                        holder ->
                                                any(processes)
                                                        .tickets()
                                                        .find(holder, ticket.id())
                                                        .ifPresent(this::admit)));
    }

    private void admit(Tickets.Seen seen) {
        seen.code()
                .ifPresent(
                        code ->
                                answers.add(
                                        any(processes)
                                                .tickets()
                                                .checkIn(
                                                        world.by(world.owner),
                                                        seen.ticket().facts().show(),
                                                        code,
                                                        Optional.empty())));
    }

    private static Caller buyerOf(TicketFacts ticket) {
        return new Caller(ticket.holder(), false);
    }

    private Optional<TicketFacts> someTicket() {
        List<TicketIssued> issued = world.recorded(TicketIssued.class);
        if (issued.isEmpty()) {
            return Optional.empty();
        }
        int back = random.nextInt(Math.min(issued.size(), 20));
        return Optional.of(issued.get(issued.size() - 1 - back).facts());
    }

    private void changeShow() {
        Request request = world.by(world.owner);
        if (random.nextInt(3) == 0) {
            UserId person = any(people).user();
            ShowMembers members = any(processes).members();
            answers.add(
                    random.nextBoolean()
                            ? members.set(request, show, person, any(ROLES), Optional.empty())
                            : members.remove(request, show, person, Optional.empty()));
            return;
        }
        answers.add(
                random.nextInt(4) == 0
                        ? any(processes).shows().closeSales(request, show)
                        : any(processes).shows().openSales(request, show));
    }

    private void blockOrUnblock() {
        Request request = world.by(world.owner);
        SectionId section = random.nextInt(3) == 0 ? World.CIRCLE : World.STALLS;
        Sections sections = any(processes).sections();
        answers.add(
                random.nextBoolean()
                        ? sections.block(request, show, section, places(section))
                        : sections.unblock(request, show, section, World.places(1)));
    }

    /** Completed if its sales are closed, or called off. */
    private void end() {
        if (random.nextInt(3) == 0) {
            world.calledOff(show);
        } else {
            answers.add(any(processes).shows().complete(world.by(world.owner), show));
        }
    }

    /** The provider, of itself: anything, in any order, some of it again. */
    private void tell() {
        List<PaymentRequested> asked = world.recorded(PaymentRequested.class);
        if (!asked.isEmpty()) {
            int back = random.nextInt(Math.min(asked.size(), 10));
            PaymentId payment = asked.get(asked.size() - 1 - back).request().id();
            if (world.provider.memory().lookUp(payment).isPresent()) {
                tell(payment);
            }
        }
    }

    private void tell(PaymentId payment) {
        String id = payment + "/" + random.nextInt(3);
        Webhook webhook = new Webhook("memory", id, "payment.changed", payment);
        told = Math.max(told, any(processes).webhooks().receive(webhook));
    }

    private void trouble() {
        switch (random.nextInt(6)) {
            case 0 -> world.provider.losesAnAnswer();
            case 1 -> world.provider.losesARequest();
            case 2 -> world.provider.failsRefunds(1);
            case 3 -> world.log.losesAnAnswer();
            case 4 -> world.log.losesARequest();
            default -> world.log.isUnavailable();
        }
    }
}
