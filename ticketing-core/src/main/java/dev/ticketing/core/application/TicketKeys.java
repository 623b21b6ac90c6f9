package dev.ticketing.core.application;

import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.ticket.TicketCodes;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** The keys that the codes of tickets are signed with. */
final class TicketKeys {

    private static final int ID_LENGTH = 8;

    private TicketKeys() {}

    /** Codes by the keys that there are; the first of them is made where there is none. Blocks. */
    static TicketCodes codes(SigningKeys keys, Platform platform) {
        keys.newest(Purpose.TICKET, () -> newKey(platform));
        return new TicketCodes(keys.all(Purpose.TICKET));
    }

    private static SigningKey newKey(Platform platform) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(TicketCodes.ALGORITHM).generateKeyPair();
            String id = platform.ids().next().toString();
            return new SigningKey(
                    id.substring(id.length() - ID_LENGTH),
                    Purpose.TICKET,
                    TicketCodes.ALGORITHM,
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    platform.clock().instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }
}
