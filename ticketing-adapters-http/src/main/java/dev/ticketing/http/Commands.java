package dev.ticketing.http;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/** Names commands, so that the same request twice is the same command. */
final class Commands {

    private static final String ANONYMOUS = "anonymous";
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private Commands() {}

    /** The caller's idempotency key, if there is one. */
    static Optional<IdempotencyStore.Key> key(Exchange exchange) {
        Optional<String> value = exchange.header(StandardHeaders.IDEMPOTENCY_KEY);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!IdempotencyStore.Key.isValid(value.get())) {
            throw new Stop(
                    Problem.invalid(
                            StandardHeaders.IDEMPOTENCY_KEY.defaultCase(),
                            "has to be 16 to 128 visible ASCII characters"));
        }
        String caller =
                exchange.identity().map(identity -> identity.user().toString()).orElse(ANONYMOUS);
        return Optional.of(new IdempotencyStore.Key(caller, value.get()));
    }

    /** The caller's idempotency key, where it is dangerous to do without. */
    static IdempotencyStore.Key requiredKey(Exchange exchange) {
        return key(exchange)
                .orElseThrow(
                        () ->
                                new Stop(
                                        Problem.of(
                                                ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                                                "Send an Idempotency-Key, a fresh one for each"
                                                        + " wish.")));
    }

    /** The command of a request: derived from its key, or a fresh one. */
    static CommandKey of(Exchange exchange, IdSource ids) {
        return key(exchange).map(key -> of(key, exchange)).orElseGet(() -> fresh(ids));
    }

    /** The command of a request that is not repeated. */
    static CommandKey fresh(IdSource ids) {
        return new CommandKey(new CommandId(ids.next()), 0);
    }

    static CommandKey of(IdempotencyStore.Key key, Exchange exchange) {
        MessageDigest sha256 = sha256();
        update(sha256, key.caller());
        update(sha256, key.value());
        return new CommandKey(new CommandId(uuid8(sha256.digest())), digest(exchange));
    }

    /** 64 bits that tell requests apart: of method, path and body. */
    static long digest(Exchange exchange) {
        MessageDigest sha256 = sha256();
        update(sha256, exchange.method());
        update(sha256, exchange.path());
        sha256.update(exchange.body());
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }

    /** No text that goes in here has a line break, so that none runs into the next. */
    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /** A UUID whose bits are our own business (RFC 9562, 5.8). */
    private static UUID uuid8(byte[] hash) {
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(
                (bits.getLong() & VERSION_MASK) | VERSION_8,
                (bits.getLong() & VARIANT_MASK) | VARIANT_RFC);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
