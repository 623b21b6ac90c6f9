package dev.ticketing.core.application;

import dev.ticketing.core.log.Version;

import java.util.Optional;
import java.util.function.Supplier;

/** What the services for operators share. What they do is in no stream, and has no version. */
final class Operators {

    private Operators() {}

    static <T> Outcome<T> asAdmin(Caller caller, Supplier<Outcome<T>> work) {
        return caller.admin() ? work.get() : new Outcome.Refused<>(new Refusal.Forbidden());
    }

    static <T> Outcome<T> done(T value) {
        return new Outcome.Done<>(value, Version.NONE, Optional.empty(), false);
    }

    static <T> Outcome<T> refused(OperatorRejection why) {
        return new Outcome.Refused<>(new Refusal.ByOperations(why));
    }

    static <T> Outcome<T> notFound() {
        return new Outcome.Refused<>(new Refusal.NotFound());
    }
}
