package dev.ticketing.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be configured; in the environment with {@code TICKETING_} before it. */
enum Setting {
    MODE("development", "`development` or `production`"),
    HTTP_HOST("127.0.0.1", "the address to listen on"),
    HTTP_PORT("8080", "the port to listen on; 0 takes a free one"),
    DATA_DIR(".ticketing", "where the embedded database and the simulated provider keep data"),
    DB_URL("", "JDBC URL of a PostgreSQL 15 to 18; without it, an embedded one"),
    DB_USER("", "its user"),
    DB_PASSWORD("", "its password"),
    DB_SCHEMA("ticketing", "the schema that the tables are in"),
    DB_POOL_SIZE("10", "connections for all but appending"),
    ADMIN_EMAIL("admin@example.com", "who may do everything; the default in development only"),
    RATE_LIMITS(
            "on",
            "`on` or `off`: five sign-in links per address in 15 minutes, five live connections and"
                    + " 100 messages a minute per user"),
    PUBLIC_URL("", "where people reach the server; by default where it listens"),
    CORS_ORIGINS("", "origins whose pages may call the API, separated by commas"),
    FEED_KEY(
            "",
            "lets a program read `/api/feed`: 16 to 128 visible characters; without it, only"
                    + " administrators may"),
    METRICS_PORT(
            "",
            "a port for `/metrics` without credentials, not for the public to reach; 0 takes a free"
                    + " one"),
    PAYMENT_PROVIDER(
            "simulated",
            "`simulated` decides by token and moves no money; `stripe` is [Stripe](payments.md)"),
    SIMULATED_WEBHOOK_SECRET(
            "",
            "signs what the simulated provider tells by itself: `whsec_` and 24 to 64 bytes in"
                    + " base64; two, separated by a comma, while the second gives way to the first;"
                    + " by default a new one at each start"),
    STRIPE_SECRET_KEY("", "the account's secret key, or a restricted one; required for `stripe`"),
    STRIPE_WEBHOOK_SECRET(
            "", "the secret that Stripe signs with what it tells by itself; without it, not heard"),
    STRIPE_API_URL("https://api.stripe.com", "where Stripe is asked; another for tests alone"),
    LATE_CAPTURE(
            "reseat-or-refund",
            "what becomes of money that comes after its hold has ended: `reseat-or-refund` sells"
                    + " the same places if nobody has them, `refund` never does"),
    MAIL_DIR(
            "",
            "where mails are dropped for a mail server; in production this or `TICKETING_SMTP_HOST`"
                    + " is required"),
    MAIL_FROM("", "who sends mails; by default `tickets@` the host of the public URL"),
    SMTP_HOST("", "the mail server that takes mails (SMTP)"),
    SMTP_PORT("587", "its port"),
    SMTP_USER("", "who sends, to a server that asks for it"),
    SMTP_PASSWORD("", "their password"),
    SMTP_TLS(
            "starttls",
            "`starttls` (required), `implicit` (usually port 465), or `none`, in production on the"
                    + " same machine only"),
    LOG_FORMAT("text", "`text` or `json`"),
    LOG_LEVEL("info", "`error`, `warn`, `info` or `debug`"),
    SHUTDOWN_SECONDS("30", "how long running requests may take after SIGTERM");

    private static final String PREFIX = "TICKETING_";

    private final String byDefault;
    private final String meaning;

    Setting(String byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    String variable() {
        return PREFIX + name();
    }

    String byDefault() {
        return byDefault;
    }

    String meaning() {
        return meaning;
    }

    boolean isSecret() {
        return switch (this) {
            case DB_PASSWORD,
                    FEED_KEY,
                    SIMULATED_WEBHOOK_SECRET,
                    SMTP_PASSWORD,
                    STRIPE_SECRET_KEY,
                    STRIPE_WEBHOOK_SECRET ->
                    true;
            default -> false;
        };
    }

    /** Finds a setting by its path in the file, whose parts are joined by underscores. */
    static Optional<Setting> ofPath(String path) {
        String name = path.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
    }
}
