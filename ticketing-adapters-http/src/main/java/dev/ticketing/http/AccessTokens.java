package dev.ticketing.http;

import dev.ticketing.core.application.SignIn.SignedIn;
import dev.ticketing.core.identity.Role;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.identity.UserId;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.RequiredTypeException;

import org.jspecify.annotations.Nullable;

import java.security.Key;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens: JWTs (RFC 7519) signed with ES256. They say who somebody is, by id and roles, and
 * nothing that has to be kept secret. Safe for any number of threads.
 */
final class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int REMEMBERED = 100_000;
    private static final String ROLES = "roles";

    /** The same in every process: they share the keys, not the address. */
    static final String ISSUER = "ticketing";

    private final InstantSource clock;
    private final String keyId;
    private final PrivateKey signing;
    private final Map<String, Key> verifying = new HashMap<>();
    private final JwtParser parser;
    private final RememberedTokens good = new RememberedTokens(REMEMBERED);

    /** Makes the first key if there is none. Blocks. */
    AccessTokens(SigningKeys keys, InstantSource clock) {
        this.clock = clock;
        SigningKey newest = keys.newest(Purpose.ACCESS_TOKEN, () -> TokenKeys.create(clock));
        keyId = newest.id();
        signing = TokenKeys.privateKey(newest);
        for (SigningKey key : keys.all(Purpose.ACCESS_TOKEN)) {
            verifying.put(key.id(), TokenKeys.publicKey(key));
        }
        parser =
                Jwts.parser()
                        .keyLocator(new ByKeyId(verifying))
                        .requireIssuer(ISSUER)
                        .clock(() -> Date.from(clock.instant()))
                        .build();
    }

    /** Only our own keys, and only for the algorithm that they were made for. */
    private static final class ByKeyId extends LocatorAdapter<Key> {

        private final Map<String, Key> keys;

        ByKeyId(Map<String, Key> keys) {
            this.keys = keys;
        }

        @Override
        protected @Nullable Key locate(ProtectedHeader header) {
            return TokenKeys.ALGORITHM.equals(header.getAlgorithm())
                    ? keys.get(header.getKeyId())
                    : null;
        }
    }

    /** A fresh token for somebody who has just signed in. */
    String issue(SignedIn signedIn) {
        Instant now = clock.instant();
        return Jwts.builder()
                .header()
                .keyId(keyId)
                .and()
                .issuer(ISSUER)
                .subject(signedIn.user().id().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .claim(ROLES, Identity.names(signedIn.roles()))
                .signWith(signing, Jwts.SIG.ES256)
                .compact();
    }

    /** Who a token stands for; empty if it is not ours, not whole, or over. */
    Optional<Identity> verify(String token) {
        Optional<Identity> known = good.find(token, clock.instant());
        return known.isPresent() ? known : verifyAnew(token);
    }

    private Optional<Identity> verifyAnew(String token) {
        try {
            Claims claims = parser.parseSignedClaims(token).getPayload();
            Date expiration = claims.getExpiration();
            if (expiration == null || claims.getSubject() == null) {
                return Optional.empty();
            }
            // The library takes a token at the very instant that it expires.
            if (!clock.instant().isBefore(expiration.toInstant())) {
                return Optional.empty();
            }
            UserId user = new UserId(UUID.fromString(claims.getSubject()));
            Identity identity = new Identity(user, roles(claims));
            good.remember(token, identity, expiration.toInstant());
            return Optional.of(identity);
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<Role> roles(Claims claims) {
        Set<Role> roles = EnumSet.of(Role.CUSTOMER);
        List<?> names = claims.get(ROLES, List.class);
        if (names == null) {
            throw new RequiredTypeException(ROLES);
        }
        for (Object name : names) {
            roles.add(Role.valueOf(String.valueOf(name)));
        }
        return roles;
    }
}
