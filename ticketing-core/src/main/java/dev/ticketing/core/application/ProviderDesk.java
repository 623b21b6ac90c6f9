package dev.ticketing.core.application;

import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.Refund;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the provider about reservations, and has written down what was asked, what came back and how
 * long that took: never what the instrument is known by, nor what the provider says to people.
 * Blocks as the provider does, and throws {@link ProviderUnavailable} as it does, or because
 * another provider is to be asked.
 */
final class ProviderDesk {

    private static final String ACTOR = "system:payments";
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_REFERENCE = 200;

    private static final Answer NO_ANSWER = new Answer("no answer", Map.of("answer", "none"));

    private final PaymentProvider provider;
    private final JournalWriter journal;
    private final IdSource ids;
    private final InstantSource clock;

    ProviderDesk(
            PaymentProvider provider, JournalWriter journal, IdSource ids, InstantSource clock) {
        this.provider = provider;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A question.
     *
     * @param correlation of what made somebody ask
     * @param words what the provider was asked, to follow these words
     */
    private record Call(
            UUID correlation, PaymentRequest request, String words, Map<String, String> facts) {

        static Call of(UUID correlation, PaymentRequest request, String call, String words) {
            return new Call(
                    correlation,
                    request,
                    words,
                    Map.of(
                            "call", call,
                            "payment", request.id().toString(),
                            "amount", Sentences.words(request.amount())));
        }

        static Call of(
                UUID correlation,
                PaymentRequest request,
                Refund refund,
                String call,
                String words) {
            return new Call(
                    correlation,
                    request,
                    words,
                    Map.of(
                            "call", call,
                            "payment", request.id().toString(),
                            "refund", refund.id().toString(),
                            "amount", Sentences.words(refund.amount())));
        }
    }

    private record Answer(String words, Map<String, String> facts) {}

    String name() {
        return provider.name();
    }

    boolean isAvailable() {
        return provider.isAvailable();
    }

    Optional<String> last4(String token) {
        return provider.last4(token);
    }

    Capture capture(PaymentRequest request, Instant holdEndsAt, String token, UUID correlation) {
        Attempt attempt = new Attempt(request.id(), request.amount(), request.method(), holdEndsAt);
        String words = "for " + Sentences.words(request.amount());
        return ask(
                Call.of(correlation, request, "capture", words),
                () -> provider.capture(attempt, token),
                ProviderDesk::answer);
    }

    Optional<Capture> lookUp(PaymentRequest request, UUID correlation) {
        PaymentProvider asked = request.askedOf(provider);
        String words = "what became of " + Sentences.words(request.amount());
        return ask(
                Call.of(correlation, request, "look-up", words),
                () -> asked.lookUp(request.id()),
                known -> known.map(ProviderDesk::answer).orElseGet(ProviderDesk::unheardOf));
    }

    GivingBack refund(
            PaymentRequest request, Refund refund, String captureReference, UUID correlation) {
        PaymentProvider asked = request.askedOf(provider);
        String words = "to give back " + Sentences.words(refund.amount());
        return ask(
                Call.of(correlation, request, refund, "refund", words),
                () -> asked.refund(refund.id(), captureReference, refund.amount()),
                ProviderDesk::answer);
    }

    Optional<GivingBack> lookUpRefund(
            PaymentRequest request, Refund refund, String captureReference, UUID correlation) {
        PaymentProvider asked = request.askedOf(provider);
        String words = "what became of a refund of " + Sentences.words(refund.amount());
        return ask(
                Call.of(correlation, request, refund, "look-up-refund", words),
                () -> asked.lookUpRefund(refund.id(), captureReference),
                known -> known.map(ProviderDesk::answer).orElseGet(ProviderDesk::unheardOf));
    }

    private <T> T ask(Call call, Supplier<T> question, Function<T, Answer> answer) {
        Instant began = clock.instant();
        T said;
        try {
            said = question.get();
        } catch (RuntimeException e) {
            write(call, NO_ANSWER, began);
            throw e;
        }
        write(call, answer.apply(said), began);
        return said;
    }

    private void write(Call call, Answer answer, Instant began) {
        Instant ended = clock.instant();
        // A clock may be set back meanwhile.
        long took = Math.max(0, Duration.between(began, ended).toMillis());
        Map<String, String> facts = new TreeMap<>(call.facts);
        facts.putAll(answer.facts);
        facts.put("provider", call.request.provider());
        facts.put("tookMillis", Long.toString(took));
        journal.write(
                new JournalEntry(
                        ids.next(),
                        call.request.reservation(),
                        ended,
                        JournalEntry.Kind.PROVIDER_CALL,
                        ACTOR,
                        call.correlation,
                        "The provider was asked " + call.words + ": " + answer.words + ".",
                        facts));
    }

    private static Answer answer(Capture capture) {
        return switch (capture) {
            case Capture.Done(String reference) -> done("captured", reference);
            case Capture.Declined(String code, String message, boolean forGood) ->
                    no(forGood ? "declined for good" : "declined", code);
            case Capture.Underway underway -> underway();
        };
    }

    private static Answer answer(GivingBack givingBack) {
        return switch (givingBack) {
            case GivingBack.Done(String reference) -> done("given back", reference);
            case GivingBack.Refused(String code, String message) -> no("refused", code);
            case GivingBack.Underway underway -> underway();
        };
    }

    private static Answer done(String words, String reference) {
        return new Answer(
                words, Map.of("answer", words, "reference", cut(reference, LONGEST_REFERENCE)));
    }

    private static Answer no(String words, String code) {
        String brief = cut(code, LONGEST_CODE);
        return new Answer(words + ", " + brief, Map.of("answer", words, "code", brief));
    }

    private static Answer underway() {
        return new Answer("it does not know yet", Map.of("answer", "underway"));
    }

    private static Answer unheardOf() {
        return new Answer("it has never heard of it", Map.of("answer", "unknown"));
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
