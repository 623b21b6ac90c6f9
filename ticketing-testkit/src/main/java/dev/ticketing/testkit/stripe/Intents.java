package dev.ticketing.testkit.stripe;

import dev.ticketing.testkit.stripe.Intent.Decline;
import dev.ticketing.testkit.stripe.StripeStandIn.Taken;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payment intents, and the rules for them. One thread at a time. */
final class Intents {

    private static final Set<String> INTENT_PARAMS =
            Set.of(
                    "amount",
                    "currency",
                    "confirm",
                    "off_session",
                    "payment_method",
                    "payment_method_types",
                    "capture_method",
                    "metadata");

    private static final Pattern QUERY = Pattern.compile("metadata\\['([^']+)'\\]:'([^']+)'");
    private static final long SMALLEST = 50;
    private static final long LARGEST = 99_999_999;

    private final InstantSource clock;
    private final Map<String, Intent> intents = new LinkedHashMap<>();

    Intents(InstantSource clock) {
        this.clock = clock;
    }

    Reply pay(Params params) {
        Optional<String> unknown = params.unknown(INTENT_PARAMS);
        if (unknown.isPresent()) {
            return Reply.unknownParam(unknown.get());
        }
        long amount = params.number("amount", 0);
        if (amount < SMALLEST) {
            return Reply.invalid(400, "amount_too_small", "amount", "Amount must be at least 50.");
        }
        if (amount > LARGEST) {
            return Reply.invalid(400, "amount_too_large", "amount", "Amount must be at most …");
        }
        String token = params.text("payment_method").orElse("");
        return TestMethod.of(token)
                .map(method -> pay(params, amount, method))
                .orElseGet(
                        () ->
                                Reply.invalid(
                                        400,
                                        "resource_missing",
                                        "payment_method",
                                        "No such PaymentMethod: '" + token + "'"));
    }

    private Reply pay(Params params, long amount, TestMethod method) {
        Intent intent =
                newIntent(now(), amount, params.text("currency").orElse(""), params.metadata())
                        .confirmedWith(method);
        intents.put(intent.id(), intent);
        @Nullable Decline decline = method.decline();
        if (decline == null) {
            return Reply.ok(intent.json(false));
        }
        Map<String, @Nullable Object> error = decline.json();
        error.put("charge", intent.chargeId());
        error.put("payment_intent", intent.json(false));
        return new Reply(402, JsonText.of(Map.of("error", error)));
    }

    private Intent newIntent(
            long created, long amount, String currency, Map<String, String> metadata) {
        String id = "pi_%08d".formatted(intents.size() + 1);
        return new Intent(
                id, created, amount, currency, metadata, "requires_confirmation", null, null);
    }

    void addStranger(long created) {
        Intent intent = newIntent(created, 1_000, "usd", Map.of("order", "of another shop"));
        intents.put(intent.id(), intent.changedTo("succeeded"));
    }

    void change(String intent, String status) {
        intents.computeIfPresent(intent, (id, before) -> before.changedTo(status));
    }

    Reply intent(String id, Params params) {
        boolean withCharge = params.values().containsValue("latest_charge");
        return found(id, intent -> Reply.ok(intent.json(withCharge)));
    }

    Reply cancel(String id) {
        return found(
                id,
                intent -> {
                    if (!Set.of(
                                    "requires_payment_method",
                                    "requires_action",
                                    "requires_confirmation")
                            .contains(intent.status())) {
                        return Reply.invalid(
                                400,
                                "payment_intent_unexpected_state",
                                null,
                                "You cannot cancel this PaymentIntent: it is " + intent.status());
                    }
                    change(id, "canceled");
                    return intent(id, new Params(Map.of()));
                });
    }

    Reply found(String id, Function<Intent, Reply> answer) {
        @Nullable Intent intent = intents.get(id);
        return intent == null
                ? Reply.invalid(
                        404, "resource_missing", "intent", "No such payment_intent: '" + id + "'")
                : answer.apply(intent);
    }

    /** By one entry of the metadata; at once, where the real one takes a while. */
    Reply search(Params params) {
        Matcher query = QUERY.matcher(params.text("query").orElse(""));
        if (!query.matches()) {
            return Reply.invalid(400, "parameter_invalid_string", "query", "Not understood.");
        }
        List<Map<String, @Nullable Object>> found =
                intents.values().stream()
                        .filter(
                                intent ->
                                        query.group(2)
                                                .equals(intent.metadata().get(query.group(1))))
                        .map(intent -> intent.json(false))
                        .toList();
        return Reply.ok(Map.of("object", "search_result", "data", found, "has_more", false));
    }

    Reply list(Params params) {
        long from = params.number("created[gte]", 0);
        long to = params.number("created[lte]", Long.MAX_VALUE);
        List<Intent> all =
                Page.newestFirst(
                        intents.values(),
                        intent -> intent.created() >= from && intent.created() <= to,
                        Comparator.comparingLong(Intent::created));
        return Page.of(all, params, Intent::id, intent -> intent.json(false));
    }

    /** The payment intent or the charge of this id. */
    Optional<Map<String, @Nullable Object>> object(String id) {
        for (Intent intent : intents.values()) {
            if (intent.id().equals(id)) {
                return Optional.of(intent.json(false));
            }
            if (intent.hasCharge() && intent.chargeId().equals(id)) {
                return Optional.of(intent.chargeJson());
            }
        }
        return Optional.empty();
    }

    List<Taken> taken() {
        return intents.values().stream()
                .map(
                        intent ->
                                new Taken(
                                        intent.id(),
                                        intent.amount(),
                                        intent.currency(),
                                        intent.metadata(),
                                        intent.status()))
                .toList();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
