package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.http.SmtpSettings;
import dev.ticketing.http.stripe.StripeSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What production asks for, and how mail leaves and money is taken there. */
class ProductionConfigurationTest {

    private static final String STRIPE_KEY = "rk_live_0123456789";

    /** Everything that production asks for. */
    private static final Map<String, String> PRODUCTION =
            Map.of(
                    "TICKETING_MODE", "production",
                    "TICKETING_DB_URL", "jdbc:postgresql://db/tickets",
                    "TICKETING_ADMIN_EMAIL", "boss@example.com",
                    "TICKETING_MAIL_DIR", "mails",
                    "TICKETING_PAYMENT_PROVIDER", "simulated",
                    "TICKETING_PUBLIC_URL", "https://tickets.example.com");

    @TempDir private Path directory;

    @Test
    void production_with_all_that_it_needs_is_safe() {
        Configuration configuration = read(PRODUCTION);

        configuration.requireUsable();
        assertThat(configuration.unsafe()).isEmpty();
    }

    @Test
    void production_is_content_with_a_mail_server() {
        Map<String, String> environment = new HashMap<>(PRODUCTION);
        environment.remove("TICKETING_MAIL_DIR");
        environment.put("TICKETING_SMTP_HOST", "mail.example.com");
        environment.put("TICKETING_SMTP_USER", "mailer");
        environment.put("TICKETING_SMTP_PASSWORD", "secret");
        Configuration configuration = read(environment);

        configuration.requireUsable();

        assertThat(configuration.unsafe()).isEmpty();
        assertThat(new MailConfiguration(configuration).smtp())
                .contains(
                        new SmtpSettings(
                                "mail.example.com",
                                587,
                                SmtpSettings.Tls.STARTTLS,
                                Optional.of(new SmtpSettings.Login("mailer", "secret")),
                                new EmailAddress("tickets@tickets.example.com")));
        assertThat(configuration.shown(Setting.SMTP_PASSWORD)).isEqualTo("(set)");
    }

    @Test
    void production_sends_no_links_in_the_open_but_on_its_own_machine() {
        Map<String, String> environment = new HashMap<>(PRODUCTION);
        environment.remove("TICKETING_MAIL_DIR");
        environment.put("TICKETING_SMTP_TLS", "none");
        environment.put("TICKETING_SMTP_HOST", "127.0.0.1");
        assertThat(read(environment).unsafe()).isEmpty();

        environment.put("TICKETING_SMTP_HOST", "mail.example.com");
        assertThat(read(environment).unsafe())
                .containsExactly(
                        "TICKETING_SMTP_TLS is none: links to sign in would be readable on the"
                                + " way");
    }

    @Test
    void mail_leaves_in_one_way() {
        assertThatThrownBy(
                        () ->
                                read(Map.of(
                                                "TICKETING_MAIL_DIR", "mails",
                                                "TICKETING_SMTP_HOST", "mail.example.com"))
                                        .requireUsable())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("both set");
    }

    @ParameterizedTest
    @CsvSource({
        "TICKETING_SMTP_PORT,0,TICKETING_SMTP_PORT",
        "TICKETING_SMTP_TLS,ssl,TICKETING_SMTP_TLS",
        "TICKETING_SMTP_USER,mailer,TICKETING_SMTP_PASSWORD",
        "TICKETING_SMTP_PASSWORD,secret,TICKETING_SMTP_USER",
        "TICKETING_MAIL_FROM,nobody,TICKETING_MAIL_FROM"
    })
    void how_mail_leaves_has_to_make_sense(String variable, String value, String blamed) {
        Configuration configuration =
                read(Map.of("TICKETING_SMTP_HOST", "mail.example.com", variable, value));

        assertThatThrownBy(configuration::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(blamed);
    }

    @Test
    void who_sends_is_named_or_found_in_the_address_of_the_server() {
        assertThat(new MailConfiguration(read(Map.of())).from())
                .isEqualTo(new EmailAddress("tickets@localhost.localdomain"));
        assertThat(
                        new MailConfiguration(
                                        read(Map.of("TICKETING_MAIL_FROM", "box@example.org")))
                                .from())
                .isEqualTo(new EmailAddress("box@example.org"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DB_URL", "ADMIN_EMAIL", "MAIL_DIR", "PAYMENT_PROVIDER", "PUBLIC_URL"})
    void production_refuses_to_start_without(Setting setting) {
        Map<String, String> environment = new HashMap<>(PRODUCTION);
        environment.remove(setting.variable());
        Configuration configuration = read(environment);

        assertThat(configuration.unsafe())
                .singleElement()
                .asString()
                .startsWith(setting.variable() + " is not set: ");
        assertThatThrownBy(configuration::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "refusing to start in production:\n  " + setting.variable());
    }

    @Test
    void production_refuses_a_public_url_that_is_not_https() {
        assertThat(production("TICKETING_PUBLIC_URL", "http://tickets.example.com").unsafe())
                .containsExactly("TICKETING_PUBLIC_URL is not https: tokens would be readable");
    }

    @Test
    void production_refuses_to_switch_limits_off() {
        assertThat(production("TICKETING_RATE_LIMITS", "off").unsafe())
                .containsExactly("TICKETING_RATE_LIMITS is off: anybody could flood mailboxes");
    }

    @Test
    void production_with_nothing_else_says_everything_at_once() {
        assertThat(read(Map.of("TICKETING_MODE", "production")).unsafe()).hasSize(5);
    }

    @Test
    void production_has_no_administrator_by_default() {
        Configuration configuration = read(Map.of("TICKETING_MODE", "production"));

        assertThat(configuration.admin()).isEmpty();
    }

    @Test
    void stripe_needs_a_secret_key_and_nothing_else() {
        assertThat(new PaymentConfiguration(read(Map.of())).stripe()).isEmpty();
        assertThatThrownBy(stripe(Map.of())::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("TICKETING_STRIPE_SECRET_KEY is not set: ");

        Configuration configuration = stripe(Map.of("TICKETING_STRIPE_SECRET_KEY", STRIPE_KEY));
        configuration.requireUsable();
        PaymentConfiguration payments = new PaymentConfiguration(configuration);
        assertThat(payments.stripe())
                .contains(new StripeSettings(STRIPE_KEY, StripeSettings.STRIPE));
        assertThat(payments.stripeWebhookSecret()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TICKETING_STRIPE_SECRET_KEY, pk_live_0123456789",
        "TICKETING_STRIPE_SECRET_KEY, sk_live_",
        "TICKETING_STRIPE_WEBHOOK_SECRET, sk_live_0123456789",
        "TICKETING_STRIPE_API_URL, ftp://stripe",
    })
    void what_cannot_be_used_for_stripe_is_named_and_secrets_are_not_said(
            String variable, String value) {
        Map<String, String> environment =
                new HashMap<>(Map.of("TICKETING_STRIPE_SECRET_KEY", STRIPE_KEY));
        environment.put(variable, value);

        assertThatThrownBy(stripe(environment)::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + " is ")
                .hasMessageNotContaining("0123456789");
    }

    @Test
    void the_secrets_of_stripe_are_shown_nowhere() {
        Configuration configuration =
                stripe(
                        Map.of(
                                "TICKETING_STRIPE_SECRET_KEY",
                                STRIPE_KEY,
                                "TICKETING_STRIPE_WEBHOOK_SECRET",
                                "whsec_0123456789"));

        assertThat(configuration.shown(Setting.STRIPE_SECRET_KEY)).isEqualTo("(set)");
        assertThat(configuration.shown(Setting.STRIPE_WEBHOOK_SECRET)).isEqualTo("(set)");
        PaymentConfiguration payments = new PaymentConfiguration(configuration);
        assertThat(payments.stripe().toString()).doesNotContain("0123456789");
        assertThat(payments.stripeWebhookSecret()).contains("whsec_0123456789");
    }

    @Test
    void production_takes_stripe_and_refuses_to_ask_it_in_the_open() {
        Map<String, String> environment = new HashMap<>(PRODUCTION);
        environment.put("TICKETING_PAYMENT_PROVIDER", "stripe");
        environment.put("TICKETING_STRIPE_SECRET_KEY", STRIPE_KEY);
        read(environment).requireUsable();

        environment.put("TICKETING_STRIPE_API_URL", "http://stripe.example.com");
        assertThat(read(environment).unsafe())
                .containsExactly(
                        "TICKETING_STRIPE_API_URL is not https: the key would be readable");
    }

    private Configuration stripe(Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.put("TICKETING_PAYMENT_PROVIDER", "stripe");
        return read(environment);
    }

    @Test
    void development_is_never_unsafe() {
        Configuration configuration =
                read(Map.of("TICKETING_RATE_LIMITS", "off", "TICKETING_PUBLIC_URL", "http://a.b"));

        assertThat(configuration.unsafe()).isEmpty();
    }

    private Configuration production(String variable, String value) {
        Map<String, String> environment = new HashMap<>(PRODUCTION);
        environment.put(variable, value);
        return read(environment);
    }

    private Configuration read(Map<String, String> environment) {
        return Configuration.read(environment, directory);
    }
}
