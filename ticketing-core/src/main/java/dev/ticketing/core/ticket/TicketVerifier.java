package dev.ticketing.core.ticket;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a ticket's code is genuine, with public keys alone: for scanners that are not
 * online, and for programs that embed nothing else of this. What it cannot know is whether the
 * ticket has admitted somebody, has become void, or has a newer code by now. Safe for any number of
 * threads.
 */
public final class TicketVerifier {

    /** The algorithm of the keys, by its name in the Java platform. */
    static final String ALGORITHM = "Ed25519";

    private static final int KEY_BYTES = 32;

    /** What precedes the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, PublicKey> keys = new HashMap<>();

    /** A public key by its id, which every code names. */
    public record Key(String id, PublicKey key) {

        /**
         * A key of a JWK set (RFC 8037): kty {@code OKP}, crv {@code Ed25519}.
         *
         * @param kid its id
         * @param x its 32 bytes, in Base64 for URLs
         * @throws IllegalArgumentException if it is no such key
         */
        public static Key ofJwk(String kid, String x) {
            byte[] raw = Base64.getUrlDecoder().decode(x);
            if (raw.length != KEY_BYTES) {
                throw new IllegalArgumentException("a key of " + raw.length + " bytes: " + kid);
            }
            byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
            System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
            System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
            return ofX509(kid, encoded);
        }

        static Key ofX509(String id, byte[] encoded) {
            try {
                KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
                return new Key(id, factory.generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("a ticket key cannot be read: " + id, e);
            }
        }
    }

    /** What a text turns out to be. */
    public sealed interface Verdict {

        /** A code that was made with one of the keys. */
        record Genuine(TicketCode code) implements Verdict {}

        /** It names a key that is not among those known here: a newer one, or a stranger's. */
        record UnknownKey(String keyId) implements Verdict {}

        /** It names a key that it was not made with, or was changed since. */
        record BadSignature() implements Verdict {}

        /** It has not the form of a code. */
        record Malformed() implements Verdict {}
    }

    /** One that knows these keys, at most one of each id. */
    public TicketVerifier(Collection<Key> keys) {
        for (Key key : keys) {
            if (this.keys.put(key.id(), key.key()) != null) {
                throw new IllegalArgumentException("two keys of one id: " + key.id());
            }
        }
    }

    /** Looks at the text of a code. */
    public Verdict verify(String text) {
        Optional<TicketCode.Parts> form = TicketCode.parse(text);
        if (form.isEmpty()) {
            return new Verdict.Malformed();
        }
        TicketCode.Parts parts = form.get();
        PublicKey key = keys.get(parts.keyId());
        if (key == null) {
            return new Verdict.UnknownKey(parts.keyId());
        }
        return isSigned(parts, key)
                ? new Verdict.Genuine(parts.says())
                : new Verdict.BadSignature();
    }

    private static boolean isSigned(TicketCode.Parts parts, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(TicketCode.bytes(parts.signed()));
            return signature.verify(TicketCode.decoded(parts.signature()));
        } catch (GeneralSecurityException e) {
            return false; // 64 bytes that are no signature at all
        }
    }
}
