package dev.ticketing.testkit.services;

import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.util.Optional;

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
    PAYS_AND_THE_PROVIDER_TELLS {
        @Override
        void tell(Trial trial) {
            trial.world.provider.losesAnAnswer();
            trial.pay(trial.hold(World.places(2)), World.CARD)
                    .ifPresent(payment -> trial.told("1", "payment.captured", payment));
        }
    },
    IS_GIVEN_MONEY_BACK_AND_THE_PROVIDER_TELLS_TWICE {
        @Override
        void tell(Trial trial) {
            trial.pay(trial.hold(World.places(2)), World.CARD)
                    .ifPresent(
                            payment -> {
                                trial.world.provider.losesRefundAnswers(1);
                                trial.refund(payment, 100);
                                trial.told("2", "refund.completed", payment);
                                trial.told("2", "refund.completed", payment);
                            });
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
            trial.world.provider.meanwhile(() -> trial.world.jump(Trial.HOLD_TIME));
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

    private static final Instrument BAD_CARD = World.card("tok_declined");
    private static final Instrument STOLEN_CARD = World.card("tok_fraud");

    /** By then holds are over, and what nobody has heard of is given up. */
    private static final Duration SOON = Duration.ofSeconds(55);

    /** By then what was given up has been looked up once more. */
    private static final Duration LATER = SettlementProcess.LATER_LOOKS.getFirst().plus(SOON);

    abstract void tell(Trial trial);

    /** After so long it is over, whatever has happened. */
    Duration bound() {
        return this == PAYS_TOO_LATE_FOR_WHAT_IS_STILL_FREE
                        || this == PAYS_TOO_LATE_FOR_WHAT_OTHERS_HAVE
                ? LATER
                : SOON;
    }
}
