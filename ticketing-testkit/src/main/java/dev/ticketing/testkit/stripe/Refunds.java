package dev.ticketing.testkit.stripe;

import dev.ticketing.testkit.stripe.StripeStandIn.GivenBack;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Refunds of payment intents, and the rules for them. One thread at a time. */
final class Refunds {

    private static final Set<String> PARAMS = Set.of("payment_intent", "amount", "metadata");

    private final Intents intents;
    private final InstantSource clock;
    private final Map<String, Given> refunds = new LinkedHashMap<>();
    private String become = "succeeded";

    Refunds(Intents intents, InstantSource clock) {
        this.intents = intents;
        this.clock = clock;
    }

    private record Given(
            String id,
            long created,
            String intent,
            long amount,
            String currency,
            Map<String, String> metadata,
            String status) {

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("object", "refund");
            json.put("amount", amount);
            json.put("currency", currency);
            json.put("created", created);
            json.put("metadata", metadata);
            json.put("payment_intent", intent);
            json.put("status", status);
            json.put("failure_reason", status.equals("failed") ? "expired_or_canceled_card" : null);
            return json;
        }
    }

    Reply list(Params params) {
        String intent = params.text("payment_intent").orElse("");
        List<Given> all =
                Page.newestFirst(
                        refunds.values(),
                        refund -> intent.isEmpty() || refund.intent.equals(intent),
                        Comparator.comparingLong(Given::created));
        return Page.of(all, params, Given::id, Given::json);
    }

    Reply refund(Params params) {
        Optional<String> unknown = params.unknown(PARAMS);
        if (unknown.isPresent()) {
            return Reply.unknownParam(unknown.get());
        }
        return intents.found(
                params.text("payment_intent").orElse(""), intent -> refund(params, intent));
    }

    private Reply refund(Params params, Intent intent) {
        long left = intent.status().equals("succeeded") ? intent.amount() : 0;
        for (Given before : refunds.values()) {
            boolean counts = before.intent.equals(intent.id()) && !before.status.equals("failed");
            left -= counts ? before.amount : 0;
        }
        if (left <= 0) {
            return Reply.invalid(
                    400, "charge_already_refunded", null, "Charge has already been refunded.");
        }
        long amount = params.number("amount", left);
        if (amount > left) {
            return Reply.invalid(
                    400,
                    "amount_too_large",
                    "amount",
                    "Refund amount is greater than unrefunded amount.");
        }
        String id = "re_%08d".formatted(refunds.size() + 1);
        Given refund =
                new Given(
                        id,
                        clock.instant().getEpochSecond(),
                        intent.id(),
                        amount,
                        intent.currency(),
                        params.metadata(),
                        become);
        refunds.put(id, refund);
        return Reply.ok(refund.json());
    }

    /** Of those that are pending too. */
    void become(String status) {
        become = status;
        refunds.replaceAll(
                (id, before) ->
                        new Given(
                                id,
                                before.created,
                                before.intent,
                                before.amount,
                                before.currency,
                                before.metadata,
                                before.status.equals("pending") ? status : before.status));
    }

    Optional<Map<String, @Nullable Object>> object(String id) {
        return Optional.ofNullable(refunds.get(id)).map(Given::json);
    }

    List<GivenBack> givenBack() {
        return refunds.values().stream()
                .map(
                        refund ->
                                new GivenBack(
                                        refund.id,
                                        refund.intent,
                                        refund.amount,
                                        refund.metadata,
                                        refund.status))
                .toList();
    }
}
