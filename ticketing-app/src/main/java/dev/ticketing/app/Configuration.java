package dev.ticketing.app;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.http.FeedKey;
import dev.ticketing.postgres.PostgresSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What is configured: the environment, then {@code ticketing.yaml}, then the defaults. */
final class Configuration {

    static final String FILE = "ticketing.yaml";

    private static final int MAX_PORT = 65_535;
    private static final String HIDDEN = "(set)";

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("([?&](?:ssl)?password=)[^&]*");

    /** Nobody's name stands before the host: the driver would take it for one. */
    private static final Pattern POSTGRES_URL = Pattern.compile("jdbc:postgresql:[^@?]+(?:\\?.*)?");

    private final Map<Setting, String> given;

    private Configuration(Map<Setting, String> given) {
        this.given = given;
    }

    /**
     * Reads it.
     *
     * @throws ConfigurationException if the file is not YAML, or has a key that there is not
     */
    static Configuration read(Map<String, String> environment, Path workingDirectory) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        Path file = workingDirectory.resolve(FILE);
        if (Files.exists(file)) {
            given.putAll(ConfigurationFile.read(file));
        }
        for (Setting setting : Setting.values()) {
            @Nullable String value = environment.get(setting.variable());
            if (value != null) {
                given.put(setting, value.strip());
            }
        }
        return new Configuration(given);
    }

    /** This configuration with other values, as a program that starts a server needs them. */
    Configuration with(Map<Setting, String> others) {
        Map<Setting, String> changed = new EnumMap<>(Setting.class);
        changed.putAll(given);
        changed.putAll(others);
        return new Configuration(changed);
    }

    boolean isGiven(Setting setting) {
        return !given.getOrDefault(setting, "").isEmpty();
    }

    String text(Setting setting) {
        String value = given.getOrDefault(setting, "");
        return value.isEmpty() ? setting.byDefault() : value;
    }

    /** A setting as anybody may see it: without passwords. */
    String shown(Setting setting) {
        String value = text(setting);
        if (setting.isSecret()) {
            return value.isEmpty() ? "" : HIDDEN;
        }
        return PASSWORD_IN_URL.matcher(value).replaceAll("$1" + HIDDEN);
    }

    boolean isDevelopment() {
        return oneOf(Setting.MODE, "development", "production").equals("development");
    }

    boolean isEmbedded() {
        return !isGiven(Setting.DB_URL);
    }

    boolean rateLimits() {
        return oneOf(Setting.RATE_LIMITS, "on", "off").equals("on");
    }

    boolean jsonLogs() {
        return oneOf(Setting.LOG_FORMAT, "text", "json").equals("json");
    }

    String logLevel() {
        return oneOf(Setting.LOG_LEVEL, "error", "warn", "info", "debug");
    }

    Path dataDirectory() {
        return Path.of(text(Setting.DATA_DIR)).toAbsolutePath().normalize();
    }

    int port() {
        return number(Setting.HTTP_PORT, 0, MAX_PORT);
    }

    /** Where monitoring needs no credentials, if anywhere. */
    OptionalInt metricsPort() {
        return isGiven(Setting.METRICS_PORT)
                ? OptionalInt.of(number(Setting.METRICS_PORT, 0, MAX_PORT))
                : OptionalInt.empty();
    }

    Optional<FeedKey> feedKey() {
        String key = text(Setting.FEED_KEY);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (!FeedKey.isValid(key)) {
            throw wrong(Setting.FEED_KEY, "has to have 16 to 128 visible ASCII characters");
        }
        return Optional.of(new FeedKey(key));
    }

    Duration shutdownGrace() {
        return Duration.ofSeconds(number(Setting.SHUTDOWN_SECONDS, 0, 30));
    }

    Optional<String> publicUrl() {
        String url = text(Setting.PUBLIC_URL);
        String withoutSlash = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (withoutSlash.isEmpty()) {
            return Optional.empty();
        }
        if (!isWebAddress(withoutSlash)) {
            throw wrong(Setting.PUBLIC_URL, "is " + url + ", not like https://tickets.example.com");
        }
        return Optional.of(withoutSlash);
    }

    static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && (url.startsWith("https:") || url.startsWith("http:"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    List<String> corsOrigins() {
        return Arrays.stream(text(Setting.CORS_ORIGINS).split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
    }

    /** The administrator; in production there is none unless one is named. */
    Optional<EmailAddress> admin() {
        if (!isDevelopment() && !isGiven(Setting.ADMIN_EMAIL)) {
            return Optional.empty();
        }
        return Optional.of(
                EmailAddress.parse(text(Setting.ADMIN_EMAIL))
                        .orElseThrow(() -> wrong(Setting.ADMIN_EMAIL, "is not an address")));
    }

    Optional<Path> mailDirectory() {
        return isGiven(Setting.MAIL_DIR)
                ? Optional.of(Path.of(text(Setting.MAIL_DIR)).toAbsolutePath().normalize())
                : Optional.empty();
    }

    /** The given database; for the embedded one, where it listens is known only when it runs. */
    PostgresSettings database() {
        String url = text(Setting.DB_URL);
        if (!isEmbedded() && !POSTGRES_URL.matcher(url).matches()) {
            throw wrong(Setting.DB_URL, "is not like jdbc:postgresql://host:5432/database");
        }
        return database(url, text(Setting.DB_USER), text(Setting.DB_PASSWORD));
    }

    PostgresSettings database(String url, String user, String password) {
        PostgresSettings settings =
                PostgresSettings.of(url, user, password)
                        .withPoolSize(number(Setting.DB_POOL_SIZE, 1, 1_000));
        String schema = text(Setting.DB_SCHEMA);
        try {
            return settings.withSchema(schema);
        } catch (IllegalArgumentException e) {
            throw wrong(Setting.DB_SCHEMA, "is " + schema + ", not a plain name in lower case");
        }
    }

    /** What is fit for development and dangerous in production, one sentence each. */
    List<String> unsafe() {
        List<String> unsafe = new ArrayList<>();
        if (isDevelopment()) {
            return unsafe;
        }
        requireGiven(Setting.DB_URL, "the embedded database is for development", unsafe);
        requireGiven(Setting.ADMIN_EMAIL, "nobody could administer the system", unsafe);
        unsafe.addAll(new MailConfiguration(this).unsafe());
        unsafe.addAll(new PaymentConfiguration(this).unsafe());
        requireGiven(Setting.PUBLIC_URL, "links in mails need it", unsafe);
        if (publicUrl().filter(url -> !url.startsWith("https://")).isPresent()) {
            unsafe.add(Setting.PUBLIC_URL.variable() + " is not https: tokens would be readable");
        }
        if (!rateLimits()) {
            unsafe.add(Setting.RATE_LIMITS.variable() + " is off: anybody could flood mailboxes");
        }
        return unsafe;
    }

    private void requireGiven(Setting setting, String why, List<String> unsafe) {
        if (!isGiven(setting)) {
            unsafe.add(setting.variable() + " is not set: " + why);
        }
    }

    /**
     * Looks at every setting.
     *
     * @throws ConfigurationException if one cannot be used, or is unsafe in production
     */
    void requireUsable() {
        rateLimits();
        jsonLogs();
        logLevel();
        new PaymentConfiguration(this).requireUsable();
        port();
        metricsPort();
        feedKey();
        shutdownGrace();
        admin();
        publicUrl();
        new MailConfiguration(this).requireUsable();
        database();
        List<String> unsafe = unsafe();
        if (!unsafe.isEmpty()) {
            throw new ConfigurationException(
                    "refusing to start in production:\n  " + String.join("\n  ", unsafe));
        }
    }

    String oneOf(Setting setting, String... allowed) {
        String value = text(setting);
        if (!List.of(allowed).contains(value)) {
            throw wrong(setting, "is " + value + ", not " + String.join(" or ", allowed));
        }
        return value;
    }

    int number(Setting setting, int min, int max) {
        try {
            int value = Integer.parseInt(text(setting));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, for numbers out of range too.
        }
        throw wrong(setting, "is " + text(setting) + ", not a number from " + min + " to " + max);
    }

    static ConfigurationException wrong(Setting setting, String what) {
        return new ConfigurationException(setting.variable() + " " + what);
    }
}
