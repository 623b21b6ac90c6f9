package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a request becomes a WebSocket (RFC 6455, 4.2), with the access token as a subprotocol. */
final class Handshake {

    static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");
    static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");

    /** The subprotocol behind which the token is sent: pages cannot send a header of their own. */
    private static final String BEARER = "bearer";

    private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
    private static final HeaderName ACCEPT = HeaderNames.create("Sec-WebSocket-Accept");
    private static final String SUPPORTED_VERSION = "13";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private static final Header UPGRADE = StandardHeaders.cached("Upgrade", "websocket");
    private static final Header CONNECTION = StandardHeaders.cached("Connection", "Upgrade");
    private static final Header BEARER_CHOSEN =
            StandardHeaders.cached("Sec-WebSocket-Protocol", BEARER);
    private static final Header VERSION_WANTED =
            StandardHeaders.cached("Sec-WebSocket-Version", SUPPORTED_VERSION);

    private Handshake() {}

    /** The token in {@code bearer, <token>}; empty if there is none. */
    static Optional<String> token(String protocols) {
        List<String> offered = split(protocols);
        return offered.size() == 2 && offered.getFirst().equals(BEARER)
                ? Optional.of(offered.getLast())
                : Optional.empty();
    }

    /**
     * Refuses what is no handshake.
     *
     * @throws Stop if it is not, or not as it should be
     */
    static void require(Exchange exchange) {
        boolean wanted =
                exchange.method().equals("GET")
                        && has(exchange, HeaderNames.UPGRADE, "websocket")
                        && has(exchange, HeaderNames.CONNECTION, "upgrade")
                        && has(exchange, VERSION, SUPPORTED_VERSION);
        if (!wanted) {
            throw new Stop(
                    Problem.of(ProblemCode.UPGRADE_REQUIRED, "This is a WebSocket.")
                            .with(UPGRADE)
                            .with(VERSION_WANTED));
        }
        if (!isKey(key(exchange))) {
            throw new Stop(
                    Problem.of(
                            ProblemCode.MALFORMED_REQUEST,
                            KEY.defaultCase() + " has to be 16 bytes in Base64."));
        }
    }

    static Answer accept(Exchange exchange, Conversation conversation) {
        Answer answer =
                Answer.conversation(Status.SWITCHING_PROTOCOLS_101, conversation)
                        .with(UPGRADE)
                        .with(CONNECTION)
                        .with(HeaderValues.create(ACCEPT, hash(key(exchange))));
        boolean bearer =
                exchange.header(PROTOCOL).filter(sent -> split(sent).contains(BEARER)).isPresent();
        return bearer ? answer.with(BEARER_CHOSEN) : answer;
    }

    static String key(Exchange exchange) {
        return exchange.header(KEY).orElse("");
    }

    private static boolean has(Exchange exchange, HeaderName name, String token) {
        return exchange.header(name)
                .filter(sent -> split(sent.toLowerCase(Locale.ROOT)).contains(token))
                .isPresent();
    }

    private static List<String> split(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).toList();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hash(String key) {
        try {
            // That is how the protocol has it: nothing is kept secret by it.
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
