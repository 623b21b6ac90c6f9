package dev.ticketing.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What differs between installations.
 *
 * @param host the address to listen at
 * @param port 0 takes a free one
 * @param publicUrl where people reach the server, without a slash at its end
 * @param development whether the mail that was sent can be read at {@code /dev/mailbox}
 * @param corsOrigins the origins of other sites whose pages may call, as browsers send them
 * @param rateLimits whether one user, or one address, can have only so much at a time
 * @param feedKey lets a program read the whole feed; without it only administrators may
 * @param metricsPort a port, at the same host, where monitoring needs no credentials: not for
 *     everybody to reach. 0 takes a free one
 * @param shutdownGrace how long running requests may go on after {@link HttpServer#close}
 */
public record HttpSettings(
        String host,
        int port,
        String publicUrl,
        boolean development,
        List<String> corsOrigins,
        boolean rateLimits,
        Optional<FeedKey> feedKey,
        OptionalInt metricsPort,
        Duration shutdownGrace) {

    public static final Duration MAX_SHUTDOWN_GRACE = Duration.ofSeconds(30);

    private static final int MAX_PORT = 65_535;

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
        requirePort(port);
        metricsPort.ifPresent(HttpSettings::requirePort);
        if (publicUrl.isEmpty() || publicUrl.endsWith("/")) {
            throw new IllegalArgumentException("publicUrl: " + publicUrl);
        }
        if (shutdownGrace.isNegative() || shutdownGrace.compareTo(MAX_SHUTDOWN_GRACE) > 0) {
            throw new IllegalArgumentException("shutdownGrace: " + shutdownGrace);
        }
    }

    private static void requirePort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port);
        }
    }

    boolean behindTls() {
        return publicUrl.toLowerCase(Locale.ROOT).startsWith("https://");
    }
}
