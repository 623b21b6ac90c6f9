package dev.ticketing.http;

import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;

/** The key pairs of access tokens: elliptic curve P-256, named by their thumbprint (RFC 7638). */
final class TokenKeys {

    static final String ALGORITHM = "ES256";

    private TokenKeys() {}

    static SigningKey create(InstantSource clock) {
        KeyPair pair = Jwts.SIG.ES256.keyPair().build();
        return new SigningKey(
                jwk((ECPublicKey) pair.getPublic()).getId(),
                Purpose.ACCESS_TOKEN,
                ALGORITHM,
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                clock.instant());
    }

    static PrivateKey privateKey(SigningKey key) {
        byte[] encoded = Base64.getDecoder().decode(key.privateKey());
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw unreadable(key, e);
        }
    }

    static ECPublicKey publicKey(SigningKey key) {
        byte[] encoded = Base64.getDecoder().decode(key.publicKey());
        try {
            return (ECPublicKey) factory().generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw unreadable(key, e);
        }
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC");
    }

    private static IllegalArgumentException unreadable(SigningKey key, Exception cause) {
        return new IllegalArgumentException("cannot be read: " + key, cause);
    }

    /** The public key, as a JWK (RFC 7517). */
    static String jwk(SigningKey key) {
        return Jwks.UNSAFE_JSON(jwk(publicKey(key)));
    }

    private static EcPublicJwk jwk(ECPublicKey key) {
        return Jwks.builder()
                .key(key)
                .idFromThumbprint()
                .publicKeyUse("sig")
                .algorithm(ALGORITHM)
                .build();
    }
}
