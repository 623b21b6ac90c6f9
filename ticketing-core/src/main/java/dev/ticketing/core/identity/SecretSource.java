package dev.ticketing.core.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Where secrets that a person carries come from: a port, so that tests can know them. */
@FunctionalInterface
public interface SecretSource {

    /** A fresh secret of at least 256 bits, in URL-safe characters. */
    String next();

    /** Secrets from the platform's strong random numbers. */
    static SecretSource random() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
