package dev.ticketing.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a secret, in hexadecimal: what is stored in the place of it. */
public record SecretHash(String hex) {

    private static final int LENGTH = 64;

    public SecretHash {
        if (hex.length() != LENGTH) {
            throw new IllegalArgumentException("hash of " + hex.length() + " digits");
        }
    }

    public static SecretHash of(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
            return new SecretHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
