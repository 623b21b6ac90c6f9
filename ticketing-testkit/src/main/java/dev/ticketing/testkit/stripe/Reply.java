package dev.ticketing.testkit.stripe;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as Stripe would give it. */
record Reply(int status, String body) {

    static Reply ok(Map<String, ?> object) {
        return new Reply(200, JsonText.of(object));
    }

    /** An error of the caller's making. */
    static Reply invalid(int status, String code, @Nullable String param, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("type", "invalid_request_error");
        error.put("code", code);
        error.put("param", param);
        error.put("message", message);
        return new Reply(status, JsonText.of(Map.of("error", error)));
    }

    static Reply unknownParam(String name) {
        return invalid(400, "parameter_unknown", name, "Received unknown parameter: " + name);
    }

    static Reply error(int status, String type, String message) {
        return new Reply(
                status, JsonText.of(Map.of("error", Map.of("type", type, "message", message))));
    }
}
