package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.SigningKeys.SigningKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Makes the signed texts that the QR pictures of tickets hold; {@link TicketCode} says what they
 * look like, and {@link TicketVerifier} knows them again. Safe for any number of threads.
 */
public final class TicketCodes {

    /** The algorithm of the keys, by its name in the Java platform. */
    public static final String ALGORITHM = TicketVerifier.ALGORITHM;

    private final String keyId;
    private final PrivateKey signing;
    private final TicketVerifier verifier;

    /**
     * @param keys the newest first, which signs; the others still verify
     * @throws IllegalArgumentException if there is none, or one cannot be read
     */
    public TicketCodes(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key to sign tickets with");
        }
        keyId = keys.getFirst().id();
        signing = privateKey(keys.getFirst());
        verifier = new TicketVerifier(keys.stream().map(TicketCodes::publicKey).toList());
    }

    private static PrivateKey privateKey(SigningKey key) {
        byte[] secret = Base64.getDecoder().decode(key.privateKey());
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be read: " + key, e);
        }
    }

    private static TicketVerifier.Key publicKey(SigningKey key) {
        return TicketVerifier.Key.ofX509(key.id(), Base64.getDecoder().decode(key.publicKey()));
    }

    /**
     * The code of a ticket for who holds it now: the same each time, since the signature is
     * deterministic, and another one after each transfer.
     */
    public String code(Ticket.Issued ticket) {
        TicketFacts facts = ticket.facts();
        String signed = new TicketCode(facts.show(), facts.id(), ticket.edition()).signedBy(keyId);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signing);
            signature.update(TicketCode.bytes(signed));
            return signed + "." + TicketCode.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /** Whether it looks like a code at all, be it genuine or not. */
    public static boolean isCode(String text) {
        return TicketCode.parse(text).isPresent();
    }

    /** Knows the codes of all the keys. */
    public TicketVerifier verifier() {
        return verifier;
    }
}
