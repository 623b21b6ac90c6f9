package dev.ticketing.http.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.service.PaymentIntentService;

import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds the payment intent of an attempt among all that were made when it was. Stripe's own search
 * lags behind; its lists do not, and an attempt's id tells when it was made. What the lists do not
 * tell is searched for all the same: an intent that is found there is there, one that is not may be
 * missing.
 */
final class AttemptSearch {

    /** By so much Stripe's clock and ours may differ at most. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** When that much is used up, nothing that is not found counts as not there. */
    private static final Duration WARNING = Duration.ofMinutes(1);

    /** Nearly all are made within this. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** No attempt is under way for longer. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    /** By then an intent is found by its metadata, mostly. */
    private static final Duration INDEXED = Duration.ofMinutes(3);

    private static final long PAGE = 100;
    private static final int MOST_PAGES = 50;

    private final PaymentIntentService intents;
    private final InstantSource clock;

    AttemptSearch(PaymentIntentService intents, InstantSource clock) {
        this.intents = intents;
        this.clock = clock;
    }

    /** From one instant to another, both included. */
    private record Span(Instant from, Instant to) {}

    /**
     * The intent of an attempt; empty only if there certainly is none.
     *
     * @throws ProviderUnavailable if there are too many to look at, or the clocks differ too much
     */
    Optional<PaymentIntent> find(PaymentId attempt) throws StripeException {
        Optional<PaymentIntent> listed;
        try {
            listed = list(attempt);
        } catch (ProviderUnavailable inconclusive) {
            return Optional.of(search(attempt).orElseThrow(() -> inconclusive));
        }
        // It may have been made later than any that is under way: by a process that stood still.
        boolean old = clock.instant().isAfter(UuidV7Source.madeAt(attempt.value()).plus(INDEXED));
        return listed.isEmpty() && old ? search(attempt) : listed;
    }

    private Optional<PaymentIntent> search(PaymentId attempt) throws StripeException {
        PaymentIntentSearchParams query =
                PaymentIntentSearchParams.builder()
                        .setQuery("metadata['%s']:'%s'".formatted(Metadata.PAYMENT, attempt))
                        .build();
        return intents.search(query).getData().stream().findFirst();
    }

    private Optional<PaymentIntent> list(PaymentId attempt) throws StripeException {
        Looking looking = new Looking(attempt);
        for (Span span : likelyFirst(UuidV7Source.madeAt(attempt.value()))) {
            Optional<PaymentIntent> found = looking.in(span);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Span> likelyFirst(Instant made) {
        return List.of(
                new Span(made.minusSeconds(1), made.plus(SOON)),
                new Span(made.plus(SOON), made.plus(LATEST).plus(SKEW)),
                new Span(made.minus(SKEW), made.minusSeconds(1)));
    }

    /** One search. */
    private final class Looking {

        private final PaymentId attempt;
        private int pages;

        Looking(PaymentId attempt) {
            this.attempt = attempt;
        }

        Optional<PaymentIntent> in(Span span) throws StripeException {
            @Nullable String last = null;
            while (true) {
                StripeCollection<PaymentIntent> page = page(span, last);
                for (PaymentIntent intent : page.getData()) {
                    if (Metadata.isOf(intent.getMetadata(), attempt)) {
                        return Optional.of(intent);
                    }
                    last = intent.getId();
                }
                if (!Boolean.TRUE.equals(page.getHasMore())) {
                    requireSameTime(page.getLastResponse().date());
                    return Optional.empty();
                }
            }
        }

        private StripeCollection<PaymentIntent> page(Span span, @Nullable String after)
                throws StripeException {
            if (++pages > MOST_PAGES) {
                throw inconclusive("more than " + MOST_PAGES * PAGE + " attempts around it");
            }
            PaymentIntentListParams.Builder params =
                    PaymentIntentListParams.builder()
                            .setLimit(PAGE)
                            .setCreated(
                                    PaymentIntentListParams.Created.builder()
                                            .setGte(span.from.getEpochSecond())
                                            .setLte(span.to.getEpochSecond())
                                            .build());
            if (after != null) {
                params.setStartingAfter(after);
            }
            return intents.list(params.build());
        }
    }

    private void requireSameTime(@Nullable Instant there) {
        if (there == null) {
            return;
        }
        Duration apart = Duration.between(there, clock.instant()).abs();
        if (apart.compareTo(WARNING) > 0) {
            throw inconclusive("the clock here is " + apart.toSeconds() + " s off");
        }
    }

    private static ProviderUnavailable inconclusive(String why) {
        return new ProviderUnavailable("the attempt cannot be looked up", new IOException(why));
    }
}
