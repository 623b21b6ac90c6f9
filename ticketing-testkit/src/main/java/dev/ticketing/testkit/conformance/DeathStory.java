package dev.ticketing.testkit.conformance;

import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.data.TestData;

import java.time.Duration;
import java.util.Optional;

/** What somebody wants, from the first request to the last. */
enum DeathStory {
    HOLDS_AND_FORGETS {
        @Override
        void tell(DeathTrial trial) {
            trial.hold(TestData.seats("A-1", "A-2"));
        }
    },
    HOLDS_AND_CANCELS {
        @Override
        void tell(DeathTrial trial) {
            trial.cancel(trial.hold(TestData.places(2)));
        }
    },
    PAYS {
        @Override
        void tell(DeathTrial trial) {
            trial.pay(trial.hold(TestData.seats("A-1", "A-2")), CARD);
        }
    },
    PAYS_AND_HEARS_NOTHING {
        @Override
        void tell(DeathTrial trial) {
            trial.provider.losesAnAnswer();
            trial.pay(trial.hold(TestData.places(2)), CARD);
        }
    },
    PAYS_AND_THE_PROVIDER_TELLS {
        @Override
        void tell(DeathTrial trial) {
            trial.provider.losesAnAnswer();
            trial.pay(trial.hold(TestData.places(2)), CARD)
                    .ifPresent(payment -> trial.told("payment.captured", payment));
        }
    },
    IS_GIVEN_MONEY_BACK_AND_THE_PROVIDER_TELLS_TWICE {
        @Override
        void tell(DeathTrial trial) {
            trial.pay(trial.hold(TestData.places(2)), CARD)
                    .ifPresent(
                            payment -> {
                                trial.provider.losesRefundAnswers(1);
                                trial.refund(payment, 100);
                                trial.told("refund.completed", payment);
                                trial.told("refund.completed", payment);
                            });
        }
    },
    PAYS_AND_IS_NOT_HEARD {
        @Override
        void tell(DeathTrial trial) {
            trial.provider.losesARequest();
            trial.pay(trial.hold(TestData.places(2)), CARD);
        }
    },
    PAYS_TOO_LATE_FOR_WHAT_IS_STILL_FREE {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.seats("A-1", "A-2"));
            trial.provider.meanwhile(trial::holdIsOver);
            trial.pay(id, CARD);
        }
    },
    PAYS_TOO_LATE_FOR_WHAT_OTHERS_HAVE {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.seats("A-1", "A-2"));
            trial.provider.meanwhile(trial::somebodyElseHoldsIt);
            trial.pay(id, CARD);
        }
    },
    PAYS_AGAIN_AND_THE_FIRST_PAYMENT_IS_TAKEN_AFTER_ALL {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.places(2));
            trial.provider.losesARequest();
            Optional<PaymentId> first = trial.pay(id, CARD);
            trial.pass(UNTIL_GIVEN_UP);
            trial.pay(id, CARD);
            first.ifPresent(
                    payment -> {
                        trial.isTakenAfterAll(payment);
                        trial.told("payment.captured", payment);
                    });
        }

        @Override
        Duration holdTime() {
            return Duration.ofMinutes(2);
        }

        @Override
        Duration bound() {
            return LATER;
        }
    },
    IS_DECLINED_AND_PAYS_OTHERWISE {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.places(3));
            trial.pay(id, BAD_CARD);
            trial.pay(id, CARD);
        }
    },
    IS_REFUSED_FOR_GOOD {
        @Override
        void tell(DeathTrial trial) {
            trial.pay(trial.hold(TestData.places(3)), STOLEN_CARD);
        }
    },
    PAYS_AND_CANCELS {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.places(2));
            trial.pay(id, CARD);
            trial.provider.failsRefunds(2);
            trial.cancel(id);
        }
    },
    IS_GIVEN_MONEY_BACK_TWICE {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.places(2));
            Optional<PaymentId> paid = trial.pay(id, CARD);
            if (paid.isPresent()) {
                trial.provider.failsRefunds(1);
                trial.refund(paid.get(), 30);
                trial.refund(paid.get(), 70);
            }
        }
    },
    HANDS_A_TICKET_ON {
        @Override
        void tell(DeathTrial trial) {
            ReservationId id = trial.hold(TestData.places(2));
            trial.pay(id, CARD);
            trial.handOn(id);
        }
    },
    SEES_THE_SHOW_CANCELLED {
        @Override
        void tell(DeathTrial trial) {
            trial.pay(trial.hold(TestData.places(2)), CARD);
            trial.hold(TestData.places(1));
            trial.pay(trial.hold(TestData.seats("B-1")), CARD);
            trial.provider.failsRefunds(1);
            trial.callOff();
        }
    };

    private static final Instrument CARD = TestData.card("tok_ok");
    private static final Instrument BAD_CARD = TestData.card("tok_declined");
    private static final Instrument STOLEN_CARD = TestData.card("tok_fraud");

    /** By then holds are over, and what nobody has heard of is given up. */
    private static final Duration SOON = Duration.ofSeconds(55);

    /** By then what was given up has been looked up once more. */
    private static final Duration LATER = SettlementProcess.LATER_LOOKS.getFirst().plus(SOON);

    /** By then what the provider does not know is given up. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(50);

    abstract void tell(DeathTrial trial);

    /** How long holds last. */
    Duration holdTime() {
        return Duration.ofSeconds(30);
    }

    /** After so long it is over, whatever has happened. */
    Duration bound() {
        return this == PAYS_TOO_LATE_FOR_WHAT_IS_STILL_FREE
                        || this == PAYS_TOO_LATE_FOR_WHAT_OTHERS_HAVE
                ? LATER
                : SOON;
    }
}
