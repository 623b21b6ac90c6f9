package dev.ticketing.testkit.stripe;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payment intent.
 *
 * @param lastErrorOrNull is cleared by whatever changes the intent later
 * @param failureOrNull stays with the charge that failed
 */
record Intent(
        String id,
        long created,
        long amount,
        String currency,
        Map<String, String> metadata,
        String status,
        @Nullable Decline lastErrorOrNull,
        @Nullable Decline failureOrNull) {

    /** Why a card was not charged. */
    record Decline(String code, @Nullable String declineCodeOrNull, String message) {

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("type", "card_error");
            json.put("code", code);
            json.put("decline_code", declineCodeOrNull);
            json.put("message", message);
            return json;
        }
    }

    Intent confirmedWith(TestMethod method) {
        @Nullable Decline decline = method.decline();
        return new Intent(
                id, created, amount, currency, metadata, method.status(), decline, decline);
    }

    Intent changedTo(String other) {
        return new Intent(id, created, amount, currency, metadata, other, null, failureOrNull);
    }

    boolean hasCharge() {
        return failureOrNull != null || status.equals("succeeded") || status.equals("processing");
    }

    Map<String, @Nullable Object> json(boolean withCharge) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("object", "payment_intent");
        json.put("amount", amount);
        json.put("currency", currency);
        json.put("created", created);
        json.put("livemode", false);
        json.put("metadata", metadata);
        json.put("status", status);
        json.put("last_payment_error", lastErrorOrNull == null ? null : lastErrorOrNull.json());
        if (hasCharge()) {
            json.put("latest_charge", withCharge ? chargeJson() : chargeId());
        }
        return json;
    }

    String chargeId() {
        return "ch_" + id.substring("pi_".length());
    }

    Map<String, @Nullable Object> chargeJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", chargeId());
        json.put("object", "charge");
        json.put("amount", amount);
        json.put("currency", currency);
        json.put("created", created);
        json.put("metadata", metadata);
        json.put("payment_intent", id);
        json.put("status", failureOrNull == null ? status : "failed");
        if (failureOrNull != null) {
            json.put("failure_code", failureOrNull.code());
            json.put("failure_message", failureOrNull.message());
            Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
            outcome.put("reason", failureOrNull.declineCodeOrNull());
            json.put("outcome", outcome);
        }
        return json;
    }
}
