package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import org.junit.jupiter.api.Test;

import java.util.Currency;
import java.util.UUID;

class MortalProcessTest {

    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 1));
    private static final Money MONEY = new Money(1_00, Currency.getInstance("EUR"));

    @Test
    void steps_are_the_moments_before_and_after_what_leaves_a_trace() {
        MortalProcess process = MortalProcess.immortal();
        PaymentProvider provider = process.provider(new InMemoryPaymentProvider());

        assertThat(provider.lookUp(PAYMENT)).isEmpty();
        assertThat(provider.name()).isEqualTo("memory");
        assertThatThrownBy(() -> provider.refund(new RefundId(new UUID(2, 1)), "none", MONEY))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(process.steps())
                .containsExactly(
                        "before PaymentProvider.lookUp",
                        "after PaymentProvider.lookUp",
                        "before PaymentProvider.refund",
                        "after failed PaymentProvider.refund");
        assertThat(process.isDead()).isFalse();
    }

    @Test
    void who_is_dead_is_refused_everything() {
        MortalProcess process = MortalProcess.dyingAt(1);
        PaymentProvider provider = process.provider(new InMemoryPaymentProvider());

        assertThatThrownBy(() -> provider.lookUp(PAYMENT))
                .isInstanceOf(MortalProcess.Death.class)
                .hasMessage("after PaymentProvider.lookUp");

        assertThat(process.isDead()).isTrue();
        assertThatThrownBy(provider::name).isInstanceOf(MortalProcess.Death.class);
        assertThat(process.steps()).hasSize(2);
    }

    @Test
    void there_is_no_step_before_the_first() {
        assertThatThrownBy(() -> MortalProcess.dyingAt(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
