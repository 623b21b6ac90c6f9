package dev.ticketing.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.ticketing.core.application.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** What follows the log, on the wire. */
record SubscriptionJson(
        String name,
        String position,
        long lag,
        double lagSeconds,
        String state,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String owner,
        @Nullable String reason,
        @Nullable RebuildJson rebuild,
        List<Integer> retired) {

    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    record RebuildJson(String position, String head) {

        static RebuildJson of(Subscription.Rebuild rebuild) {
            return new RebuildJson(
                    Long.toString(rebuild.position().value()),
                    Long.toString(rebuild.head().value()));
        }
    }

    static SubscriptionJson of(Subscription one) {
        return new SubscriptionJson(
                one.name(),
                Long.toString(one.position().value()),
                one.lag(),
                one.age().toMillis() / MILLIS,
                one.state().name(),
                one.owner().orElse(null),
                one.reason().orElse(null),
                one.rebuild().map(RebuildJson::of).orElse(null),
                one.retired());
    }
}
