package dev.ticketing.http;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the price tiers of a show. */
final class TiersForm {

    private final FieldErrors errors;
    private final Set<String> sections;
    private final Optional<Currency> currency;
    private final Slugs slugs = new Slugs();

    /**
     * @param sections the ids that a tier may name
     * @param currency empty if what was sent is none
     */
    TiersForm(FieldErrors errors, Set<String> sections, Optional<Currency> currency) {
        this.errors = errors;
        this.sections = sections;
        this.currency = currency;
    }

    List<Tier> read(@Nullable List<EventRequest.@Nullable TierRequest> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            errors.add("tiers", "needs at least one");
            return List.of();
        }
        if (wanted.size() > ShowDetails.MAX_TIERS) {
            errors.add("tiers", "has more than " + ShowDetails.MAX_TIERS);
            return List.of();
        }
        takeGivenIds(wanted);
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            EventRequest.TierRequest tier = wanted.get(i);
            if (tier != null) {
                tier("tiers[" + i + "]", tier).ifPresent(tiers::add);
            }
        }
        return tiers;
    }

    private void takeGivenIds(List<EventRequest.@Nullable TierRequest> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            EventRequest.TierRequest tier = wanted.get(i);
            String path = "tiers[" + i + "]";
            if (tier == null) {
                errors.add(path, "is required");
                continue;
            }
            String id = tier.id();
            if (id == null) {
                continue;
            }
            if (!TierId.isValid(id)) {
                errors.add(path + ".id", "has to be a slug like early-bird");
            } else if (!slugs.take(id)) {
                errors.add(path + ".id", "stands twice");
            }
        }
    }

    private Optional<Tier> tier(String path, EventRequest.TierRequest wanted) {
        String name = errors.text(path + ".name", wanted.name(), Tier.MAX_NAME);
        String section = section(path + ".sectionId", wanted.sectionId());
        long amount = price(path + ".price", wanted.price());
        Optional<Instant> from =
                errors.optionalInstant(path + ".availableFrom", wanted.availableFrom());
        Optional<Instant> until =
                errors.optionalInstant(path + ".availableUntil", wanted.availableUntil());
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            errors.add(path + ".availableUntil", "has to be after availableFrom");
        }
        String given = wanted.id();
        String id = given == null ? slugs.next(name) : given;
        return errors.isEmpty() && currency.isPresent()
                ? Optional.of(
                        new Tier(
                                new TierId(id),
                                name,
                                new SectionId(section),
                                new Money(amount, currency.get()),
                                from.orElse(null),
                                until.orElse(null)))
                : Optional.empty();
    }

    private String section(String path, @Nullable String id) {
        if (id == null) {
            errors.add(path, "is required");
            return "";
        }
        if (!sections.contains(id)) {
            errors.add(path, "is not one of the sections");
        }
        return id;
    }

    private long price(String path, EventRequest.@Nullable PriceRequest price) {
        if (price == null) {
            errors.add(path, "is required");
            return 0;
        }
        String named = price.currency();
        if (named != null
                && currency.isPresent()
                && !named.equals(currency.get().getCurrencyCode())) {
            errors.add(path + ".currency", "has to be that of the event");
        }
        return errors.number(path + ".amount", price.amount(), 0, Tier.MAX_PRICE);
    }
}
