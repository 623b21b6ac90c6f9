package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;
import dev.ticketing.testkit.services.Client.GaveUp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A process dies at each step of each story, the steps counted by a run in which nobody dies: what
 * was begun comes to its end all the same, and the provider's own books agree.
 */
class DeathsTest {

    private static final Instrument BAD_CARD = World.card("tok_declined");
    private static final Instrument STOLEN_CARD = World.card("tok_fraud");

    private static final Duration HOLD_TIME = Duration.ofSeconds(30);

    /** By then holds are over, and what nobody has heard of is given up. */
    private static final Duration SOON = Duration.ofSeconds(75);

    /** By then what was given up has been looked up once more. */
    private static final Duration LATER = SettlementProcess.LATER_LOOKS.getFirst().plus(SOON);

    /** The statuses that a reservation may keep. */
    private static final Set<Reservation.Status> ENDS =
            EnumSet.complementOf(
                    EnumSet.of(Reservation.Status.HELD, Reservation.Status.PAYMENT_PENDING));

    /** What somebody wants, from the first request to the last. */
    enum Story {
        HOLDS_AND_FORGETS {
            @Override
            void tell(Trial trial) {
                trial.hold(World.seats("A-1", "A-2"));
            }
        },
        HOLDS_AND_CANCELS {
            @Override
            void tell(Trial trial) {
                trial.cancel(trial.hold(World.places(2)));
            }
        },
        PAYS {
            @Override
            void tell(Trial trial) {
                trial.pay(trial.hold(World.seats("A-1", "A-2")), World.CARD);
            }
        },
        PAYS_AND_HEARS_NOTHING {
            @Override
            void tell(Trial trial) {
                trial.world.provider.losesAnAnswer();
                trial.pay(trial.hold(World.places(2)), World.CARD);
            }
        },
        PAYS_AND_IS_NOT_HEARD {
            @Override
            void tell(Trial trial) {
                trial.world.provider.losesARequest();
                trial.pay(trial.hold(World.places(2)), World.CARD);
            }
        },
        PAYS_TOO_LATE_FOR_WHAT_IS_STILL_FREE {
            @Override
            void tell(Trial trial) {
                ReservationId id = trial.hold(World.seats("A-1", "A-2"));
                trial.world.provider.meanwhile(() -> trial.world.jump(HOLD_TIME));
                trial.pay(id, World.CARD);
            }
        },
        PAYS_TOO_LATE_FOR_WHAT_OTHERS_HAVE {
            @Override
            void tell(Trial trial) {
                ReservationId id = trial.hold(World.seats("A-1", "A-2"));
                trial.world.provider.meanwhile(trial::somebodyElseHoldsIt);
                trial.pay(id, World.CARD);
            }
        },
        IS_DECLINED_AND_PAYS_OTHERWISE {
            @Override
            void tell(Trial trial) {
                ReservationId id = trial.hold(World.places(3));
                trial.pay(id, BAD_CARD);
                trial.pay(id, World.CARD);
            }
        },
        IS_REFUSED_FOR_GOOD {
            @Override
            void tell(Trial trial) {
                trial.pay(trial.hold(World.places(3)), STOLEN_CARD);
            }
        },
        PAYS_AND_CANCELS {
            @Override
            void tell(Trial trial) {
                ReservationId id = trial.hold(World.places(2));
                trial.pay(id, World.CARD);
                trial.world.provider.failsRefunds(2);
                trial.cancel(id);
            }
        },
        IS_GIVEN_MONEY_BACK_TWICE {
            @Override
            void tell(Trial trial) {
                ReservationId id = trial.hold(World.places(2));
                Optional<PaymentId> paid = trial.pay(id, World.CARD);
                if (paid.isPresent()) {
                    trial.world.provider.failsRefunds(1);
                    trial.refund(paid.get(), 30);
                    trial.refund(paid.get(), 70);
                }
            }
        },
        SEES_THE_SHOW_CANCELLED {
            @Override
            void tell(Trial trial) {
                trial.pay(trial.hold(World.places(2)), World.CARD);
                trial.hold(World.places(1));
                trial.pay(trial.hold(World.seats("B-1")), World.CARD);
                trial.world.provider.failsRefunds(1);
                trial.callOff();
            }
        };

        abstract void tell(Trial trial);

        /** After so long it is over, whatever has happened. */
        Duration bound() {
            return this == PAYS_TOO_LATE_FOR_WHAT_IS_STILL_FREE
                            || this == PAYS_TOO_LATE_FOR_WHAT_OTHERS_HAVE
                    ? LATER
                    : SOON;
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void whoever_is_asked_may_die_at_any_step_and_is_not_asked_again(Story story) {
        for (int step = 0; step < stepsOf(story); step++) {
            new Trial(story, MortalProcess.dyingAt(step), false).runs();
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void whoever_asks_again_gets_what_they_wanted_once(Story story) {
        Trial undisturbed = new Trial(story, MortalProcess.immortal(), true);
        undisturbed.runs();
        for (int step = 0; step < undisturbed.stepsWhileAsking; step++) {
            Trial trial = new Trial(story, MortalProcess.dyingAt(step), true);
            trial.runs();
            assertThat(trial.reservationsOf(trial.world.customer))
                    .as(trial.name())
                    .hasSameSizeAs(undisturbed.reservationsOf(undisturbed.world.customer));
            assertThat(trial.world.provider.memory.captures())
                    .as(trial.name())
                    .hasSizeLessThanOrEqualTo(undisturbed.world.provider.memory.captures().size());
        }
    }

    private static int stepsOf(Story story) {
        Trial trial = new Trial(story, MortalProcess.immortal(), true);
        trial.runs();
        int steps = trial.mortal.steps().size();
        assertThat(steps).isGreaterThan(3);
        return steps;
    }

    /** One story, with one death. */
    static final class Trial {

        final World world = new World();
        final ShowId show = world.onSale(World.details(10, HOLD_TIME));
        final MortalProcess mortal;
        private final Story story;
        private final Client client;
        private int stepsWhileAsking;

        Trial(Story story, MortalProcess mortal, boolean patient) {
            this.story = story;
            this.mortal = mortal;
            world.await(world.ticketing.stop());
            client = new Client(world, mortal, patient);
        }

        String name() {
            List<String> steps = mortal.steps();
            return mortal.isDead()
                    ? story + ", step " + (steps.size() - 1) + " " + steps.getLast()
                    : story.toString();
        }

        void runs() {
            try {
                story.tell(this);
            } catch (GaveUp e) {
                // What was begun goes on without whoever wanted it.
            }
            stepsWhileAsking = mortal.steps().size();
            client.letPass(story.bound());
            endsWell();
        }

        ReservationId hold(Places places) {
            Request request = world.by(world.customer);
            var section = places instanceof Places.Seats ? World.CIRCLE : World.STALLS;
            Wish wish = new Wish(show, section, places, Optional.empty());
            return client.ask(process -> process.reservations().hold(request, wish))
                    .orElseThrow()
                    .terms()
                    .id();
        }

        Optional<PaymentId> pay(ReservationId id, Instrument instrument) {
            Request request = world.by(world.customer);
            return client.ask(process -> process.payments().pay(request, id, instrument))
                    .map(payment -> payment.request().id());
        }

        void cancel(ReservationId id) {
            Request request = world.by(world.customer);
            var unused = client.ask(process -> process.reservations().cancel(request, id));
        }

        void refund(PaymentId id, long euros) {
            Request request = world.by(world.owner);
            var amount = Optional.of(World.euros(euros));
            var unused = client.ask(process -> process.payments().refund(request, id, amount));
        }

        void callOff() {
            Request request = world.by(world.owner);
            var unused = client.ask(process -> process.cancellations().cancel(request, show));
        }

        /** Without a process that would see to anything else. */
        void somebodyElseHoldsIt() {
            world.jump(HOLD_TIME);
            Ticketing other =
                    Ticketing.startWritesOnly(
                            world.stores(world.memory),
                            world.platform(MailboxLimits.DEFAULT),
                            world.provider);
            world.done(world.hold(other, world.stranger, show, World.seats("A-2")));
        }

        private void endsWell() {
            world.assertSound();
            assertThat(world.verified().isClean()).as(name()).isTrue();
            for (ReservationId id : reservations()) {
                Reservation.Started ended =
                        client.process().reservations().find(world.admin, id).orElseThrow().state();
                assertThat(ENDS)
                        .as(name())
                        .contains(Reservation.statusAt(ended, world.clock.instant()));
            }
            booksAgree();
        }

        private Set<ReservationId> reservations() {
            return world.recorded(ReservationStarted.class).stream()
                    .map(started -> started.terms().id())
                    .collect(Collectors.toSet());
        }

        Set<ReservationId> reservationsOf(Caller customer) {
            return world.recorded(ReservationStarted.class).stream()
                    .filter(started -> started.terms().customer().equals(customer.user()))
                    .map(started -> started.terms().id())
                    .collect(Collectors.toSet());
        }

        /** What the provider says it has, against what our tickets are worth. */
        private void booksAgree() {
            Set<PaymentId> asked = new HashSet<>();
            for (PaymentRequested requested : world.recorded(PaymentRequested.class)) {
                asked.add(requested.request().id());
            }
            for (Taken taken : world.provider.memory.captures()) {
                assertThat(asked).as(name()).contains(taken.key());
            }
            for (PaymentId id : asked) {
                Payment.Requested payment =
                        client.process().payments().find(world.admin, id).orElseThrow().state();
                assertThat(payment)
                        .as(name())
                        .isNotInstanceOfAny(Payment.Pending.class, Payment.Unknown.class);
                long kept = keptBy(id);
                assertThat(kept).as(name()).isEqualTo(dueFor(payment));
            }
        }

        /** Who has tickets has paid for them, less what was given back by an organizer. */
        private long dueFor(Payment.Requested payment) {
            Reservation paidFor = world.reservation(payment.request().reservation());
            return paidFor instanceof Reservation.Confirmed confirmed
                            && confirmed.paidBy().equals(payment.request().id())
                    ? payment.request().amount().minus(payment.refunded()).amount()
                    : 0;
        }

        private long keptBy(PaymentId id) {
            long kept = 0;
            for (Taken taken : world.provider.memory.captures()) {
                if (taken.key().equals(id)) {
                    kept += taken.amount().amount();
                    for (GivenBack back : world.provider.memory.refunds()) {
                        if (back.captureReference().equals(taken.reference())) {
                            kept -= back.amount().amount();
                        }
                    }
                }
            }
            return kept;
        }
    }
}
