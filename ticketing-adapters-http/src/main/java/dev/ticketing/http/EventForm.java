package dev.ticketing.http;

import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.Venue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads what an organizer says about a show, and says all that is wrong with it at once. */
final class EventForm {

    private final EventRequest request;
    private final FieldErrors errors = new FieldErrors();

    private EventForm(EventRequest request) {
        this.request = request;
    }

    static ShowDetails read(EventRequest request) {
        return new EventForm(request).read();
    }

    private ShowDetails read() {
        String title = errors.text("title", request.title(), ShowDetails.MAX_TITLE);
        String description =
                errors.optionalText(
                        "description", request.description(), ShowDetails.MAX_DESCRIPTION);
        Instant startsAt = errors.instant("startsAt", request.startsAt());
        Instant endsAt = endsAt(startsAt);
        ZoneId timezone = timezone();
        Optional<Venue> venue = venue();
        Optional<Currency> currency = currency();
        SectionsForm sectionsForm = new SectionsForm(errors);
        List<Section> sections = sectionsForm.read(request.sections());
        List<Tier> tiers =
                new TiersForm(errors, sectionsForm.ids(), currency).read(request.tiers());
        int maxTickets = maxTickets();
        Duration holdTime = holdTime();
        RefundPolicy policy = policy();
        errors.stopIfAny();
        return new ShowDetails(
                title,
                description,
                startsAt,
                endsAt,
                timezone,
                venue.orElseThrow(),
                currency.orElseThrow(),
                sections,
                tiers,
                maxTickets,
                holdTime,
                policy);
    }

    private Instant endsAt(Instant startsAt) {
        Instant endsAt = errors.instant("endsAt", request.endsAt());
        if (!endsAt.equals(FieldErrors.UNREADABLE) && !endsAt.isAfter(startsAt)) {
            errors.add("endsAt", "has to be after startsAt");
        }
        return endsAt;
    }

    private ZoneId timezone() {
        String name = request.timezone();
        if (name == null) {
            errors.add("timezone", "is required");
        } else if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        } else {
            errors.add("timezone", "has to be an IANA time zone like Europe/Berlin");
        }
        return ZoneOffset.UTC;
    }

    private Optional<Venue> venue() {
        EventRequest.VenueRequest venue = request.venue();
        if (venue == null) {
            errors.add("venue.name", "is required");
            return Optional.empty();
        }
        String name = errors.text("venue.name", venue.name(), Venue.MAX_NAME);
        String address = errors.optionalText("venue.address", venue.address(), Venue.MAX_ADDRESS);
        return errors.isEmpty() ? Optional.of(new Venue(name, address)) : Optional.empty();
    }

    private Optional<Currency> currency() {
        String code = request.currency();
        if (code == null) {
            errors.add("currency", "is required");
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            errors.add("currency", "has to be an ISO 4217 code like EUR");
            return Optional.empty();
        }
    }

    private int maxTickets() {
        Integer wanted = request.maxTicketsPerReservation();
        return wanted == null
                ? ShowDetails.DEFAULT_TICKETS_PER_RESERVATION
                : errors.number(
                        "maxTicketsPerReservation",
                        wanted,
                        1,
                        ShowDetails.MAX_TICKETS_PER_RESERVATION);
    }

    private Duration holdTime() {
        Integer wanted = request.holdSeconds();
        return wanted == null
                ? ShowDetails.DEFAULT_HOLD_TIME
                : Duration.ofSeconds(
                        errors.number(
                                "holdSeconds",
                                wanted,
                                Math.toIntExact(ShowDetails.MIN_HOLD_TIME.toSeconds()),
                                Math.toIntExact(ShowDetails.MAX_HOLD_TIME.toSeconds())));
    }

    private RefundPolicy policy() {
        List<EventRequest.@Nullable StepRequest> wanted = request.refundPolicy();
        if (wanted == null) {
            return RefundPolicy.DEFAULT;
        }
        if (wanted.size() > RefundPolicy.MAX_STEPS) {
            errors.add("refundPolicy", "has more than " + RefundPolicy.MAX_STEPS + " steps");
            return RefundPolicy.DEFAULT;
        }
        List<RefundPolicy.Step> steps = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            steps.add(step("refundPolicy[" + i + "]", wanted.get(i)));
            boolean closer =
                    i == 0 || steps.get(i).untilHoursBefore() < steps.get(i - 1).untilHoursBefore();
            if (!closer) {
                errors.add(
                        "refundPolicy[" + i + "].untilHoursBefore",
                        "has to be less than in the step before");
            }
        }
        return errors.isEmpty() ? new RefundPolicy(steps) : RefundPolicy.DEFAULT;
    }

    private RefundPolicy.Step step(String path, EventRequest.@Nullable StepRequest step) {
        if (step == null) {
            errors.add(path, "is required");
            return new RefundPolicy.Step(0, 0);
        }
        return new RefundPolicy.Step(
                errors.number(
                        path + ".untilHoursBefore",
                        step.untilHoursBefore(),
                        0,
                        RefundPolicy.Step.MAX_HOURS),
                errors.number(path + ".percent", step.percent(), 0, 100));
    }
}
