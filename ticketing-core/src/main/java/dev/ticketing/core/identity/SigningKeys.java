package dev.ticketing.core.identity;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The keys that tokens and tickets are signed with; kept, so that both survive a restart. Blocks;
 * safe for any number of threads and processes.
 */
public interface SigningKeys {

    /** All keys of a purpose, the newest first. */
    List<SigningKey> all(Purpose purpose);

    /** The newest key of a purpose; the supplier's, kept, if there is none. One process wins. */
    SigningKey newest(Purpose purpose, Supplier<SigningKey> first);

    /** What a key is for. */
    enum Purpose {
        ACCESS_TOKEN,
        TICKET
    }

    /**
     * A key pair.
     *
     * @param id unique; appears in what was signed
     * @param publicKey X.509, Base64
     * @param privateKey PKCS #8, Base64
     */
    record SigningKey(
            String id,
            Purpose purpose,
            String algorithm,
            String publicKey,
            String privateKey,
            Instant createdAt) {

        /** Without the private key: a log line may hold it. */
        @Override
        public String toString() {
            return "SigningKey[" + id + ", " + purpose + ", " + algorithm + "]";
        }
    }
}
