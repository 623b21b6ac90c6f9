package dev.ticketing.http;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.idempotency.IdempotencyStore.Claim;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the first answer again to a request that comes again with its idempotency key. */
final class Idempotent {

    /** How long a key stays claimed by a process that died; a running request is over by then. */
    private static final Duration LEASE = Duration.ofSeconds(35);

    /** What another attempt may well change, and a key that is not this request's. */
    private static final Set<Integer> NOT_KEPT = Set.of(400, 404, 409, 422, 429);

    private static final List<HeaderName> KEPT =
            List.of(
                    HeaderNames.CONTENT_TYPE,
                    HeaderNames.LOCATION,
                    HeaderNames.ETAG,
                    HeaderNames.WWW_AUTHENTICATE,
                    StandardHeaders.POSITION);

    private static final System.Logger LOG = System.getLogger(Idempotent.class.getName());

    private final IdempotencyStore store;
    private final InstantSource clock;

    Idempotent(IdempotencyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The call, done once for each key; without a key, each time. */
    Call once(Call call) {
        return exchange -> {
            Optional<IdempotencyStore.Key> key = Commands.key(exchange);
            return key.isEmpty() ? call.answer(exchange) : once(key.get(), exchange, call);
        };
    }

    private Answer once(IdempotencyStore.Key key, Exchange exchange, Call call) {
        long digest = Commands.digest(exchange);
        return switch (store.claim(key, digest, clock.instant(), LEASE)) {
            case Claim.Granted granted -> first(key, exchange, call);
            case Claim.Running running -> throw new Stop(inProgress());
            case Claim.Reused reused -> throw new Stop(reused());
            case Claim.Answered(IdempotencyStore.Answer answer) -> again(answer);
        };
    }

    static Problem inProgress() {
        return Problem.of(
                        ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this key has not been answered yet.")
                .with(StandardHeaders.retryAfter(Duration.ofSeconds(1)));
    }

    static Problem reused() {
        return Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_REUSED, "Use a fresh key for another request.");
    }

    private Answer first(IdempotencyStore.Key key, Exchange exchange, Call call) {
        boolean kept = false;
        try {
            Answer answer = Failures.guard(exchange, call);
            if (isKept(answer.status())) {
                keep(key, answer, exchange);
                kept = true;
            }
            return answer;
        } finally {
            if (!kept) {
                release(key, exchange);
            }
        }
    }

    private static boolean isKept(Status status) {
        return status.code() < Status.INTERNAL_SERVER_ERROR_500.code()
                && !NOT_KEPT.contains(status.code());
    }

    /** If it cannot be kept, the log still knows the command: the effect stays that of one. */
    private void keep(IdempotencyStore.Key key, Answer answer, Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderName name : KEPT) {
            answer.header(name).ifPresent(value -> headers.put(name.defaultCase(), value));
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        try {
            store.answer(
                    key,
                    new IdempotencyStore.Answer(answer.status().code(), headers, body),
                    clock.instant());
        } catch (RuntimeException e) {
            warn("could not keep the answer of request ", exchange, e);
        }
    }

    private void release(IdempotencyStore.Key key, Exchange exchange) {
        try {
            store.release(key);
        } catch (RuntimeException e) {
            warn("could not release the key of request ", exchange, e);
        }
    }

    private static void warn(String what, Exchange exchange, RuntimeException cause) {
        LOG.log(System.Logger.Level.WARNING, () -> what + exchange.requestId(), cause);
    }

    private static Answer again(IdempotencyStore.Answer first) {
        List<Header> headers = new ArrayList<>();
        for (HeaderName name : KEPT) {
            String value = first.headers().get(name.defaultCase());
            if (value != null) {
                headers.add(HeaderValues.create(name, value));
            }
        }
        headers.add(StandardHeaders.REPLAYED);
        return Answer.of(
                Status.create(first.status()),
                first.body().getBytes(StandardCharsets.UTF_8),
                headers.toArray(Header[]::new));
    }
}
