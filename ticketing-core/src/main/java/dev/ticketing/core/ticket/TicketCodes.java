package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The signed text that a ticket's QR picture holds: {@code T1.<key id>.<content>.<signature>},
 * Base64 for URLs, the content being the ids of the show and the ticket, the signature Ed25519 (RFC
 * 8032) over everything before it. Whoever has the public keys verifies it without asking anybody.
 * Safe for any number of threads.
 */
public final class TicketCodes {

    /** The algorithm of the keys, by its name in the Java platform. */
    public static final String ALGORITHM = "Ed25519";

    private static final String FORMAT = "T1";
    private static final int CONTENT_BYTES = 32;

    /** 32 bytes of content and 64 of a signature; key ids are short. */
    private static final Pattern CODE =
            Pattern.compile(
                    FORMAT + "\\.[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{86}");

    private final String keyId;
    private final PrivateKey signing;
    private final Map<String, PublicKey> verifying;

    /** What a genuine code says. Whether the ticket still admits is for the log to say. */
    public record Content(ShowId show, TicketId ticket) {}

    /**
     * @param keys the newest first, which signs; the others still verify
     * @throws IllegalArgumentException if there is none, or one cannot be read
     */
    public TicketCodes(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key to sign tickets with");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            keyId = keys.getFirst().id();
            byte[] secret = Base64.getDecoder().decode(keys.getFirst().privateKey());
            signing = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
            verifying = new HashMap<>();
            for (SigningKey key : keys) {
                byte[] known = Base64.getDecoder().decode(key.publicKey());
                verifying.put(key.id(), factory.generatePublic(new X509EncodedKeySpec(known)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a ticket key cannot be read", e);
        }
    }

    /** The same code each time: the signature is deterministic. */
    public String code(TicketFacts ticket) {
        ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES);
        put(content, ticket.show().value());
        put(content, ticket.id().value());
        String signed = FORMAT + "." + keyId + "." + encode(content.array());
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signing);
            signature.update(bytes(signed));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /** Whether it looks like a code at all, be it genuine or not. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** What a code says, if it is genuine. */
    public Optional<Content> verify(String code) {
        String[] parts = code.split("\\.", -1);
        if (!isCode(code) || !verifying.containsKey(parts[1])) {
            return Optional.empty();
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(parts[2]);
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(verifying.get(parts[1]));
            signature.update(bytes(code.substring(0, code.lastIndexOf('.'))));
            boolean genuine = signature.verify(Base64.getUrlDecoder().decode(parts[3]));
            return genuine && content.length == CONTENT_BYTES
                    ? Optional.of(content(ByteBuffer.wrap(content)))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Content content(ByteBuffer content) {
        return new Content(new ShowId(get(content)), new TicketId(get(content)));
    }

    private static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID get(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
