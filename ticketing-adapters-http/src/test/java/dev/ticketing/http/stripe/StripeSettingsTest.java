package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "sk_test_0123456789, true",
        "rk_test_0123456789, true",
        "sk_live_0123456789, false",
        "rk_live_test_01234, false",
    })
    void a_key_tells_whether_it_moves_money(String key, boolean test) {
        assertThat(new StripeSettings(key, StripeSettings.STRIPE).isTest()).isEqualTo(test);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pk_test_0123456789",
                "sk_live_",
                "sk_live_0123 456789",
                "whsec_01234567"
            })
    void what_is_no_secret_key_is_refused_and_not_said(String key) {
        assertThatThrownBy(() -> new StripeSettings(key, StripeSettings.STRIPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0123");
    }

    @Test
    void a_key_is_in_no_text() {
        assertThat(new StripeSettings("sk_live_0123456789", StripeSettings.STRIPE).toString())
                .doesNotContain("0123456789");
    }
}
