package dev.ticketing.http;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.ticket.TicketCodes;

import io.helidon.http.Status;
import io.jsonwebtoken.security.Jwks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public keys, as a JWK set (RFC 7517): of access tokens (kty {@code EC}, alg {@code ES256})
 * and of tickets' codes (kty {@code OKP}, crv {@code Ed25519}; RFC 8037). A code is no JWT, and a
 * token is checked here with keys of tokens alone.
 */
final class KeyCalls {

    private static final String TICKET_ALGORITHM = "EdDSA";

    private final byte[] keys;

    /** Publishes the keys that there are now. Blocks. */
    KeyCalls(SigningKeys keys) {
        this.keys = jwkSet(keys).getBytes(StandardCharsets.UTF_8);
    }

    List<Route> routes() {
        return List.of(Route.get("/.well-known/jwks.json", Route.Access.ANYBODY, this::keys));
    }

    private Answer keys(Exchange exchange) {
        return Answer.of(Status.OK_200, keys, StandardHeaders.JSON, StandardHeaders.FIVE_MINUTES);
    }

    static String jwkSet(SigningKeys keys) {
        return Stream.concat(
                        keys.all(Purpose.ACCESS_TOKEN).stream().map(TokenKeys::jwk),
                        keys.all(Purpose.TICKET).stream().map(KeyCalls::ticketKey))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String ticketKey(SigningKey key) {
        return Jwks.UNSAFE_JSON(
                Jwks.builder()
                        .octetKey(publicKey(key))
                        .id(key.id())
                        .publicKeyUse("sig")
                        .algorithm(TICKET_ALGORITHM)
                        .build());
    }

    private static PublicKey publicKey(SigningKey key) {
        byte[] encoded = Base64.getDecoder().decode(key.publicKey());
        try {
            return KeyFactory.getInstance(TicketCodes.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be read: " + key, e);
        }
    }
}
