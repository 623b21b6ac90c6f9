package dev.ticketing.http;

import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the sections of a show. */
final class SectionsForm {

    private static final Seating ANY = new Seating.General(1);

    private final FieldErrors errors;
    private final Slugs slugs = new Slugs();
    private final Set<String> ids = new LinkedHashSet<>();

    SectionsForm(FieldErrors errors) {
        this.errors = errors;
    }

    List<Section> read(@Nullable List<EventRequest.@Nullable SectionRequest> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            errors.add("sections", "needs at least one");
            return List.of();
        }
        if (wanted.size() > ShowDetails.MAX_SECTIONS) {
            errors.add("sections", "has more than " + ShowDetails.MAX_SECTIONS);
            return List.of();
        }
        takeGivenIds(wanted);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            EventRequest.SectionRequest section = wanted.get(i);
            if (section != null) {
                sections.add(section("sections[" + i + "]", section));
            }
        }
        return sections;
    }

    /** All of them first, so that a made-up id never gets in the way of a given one. */
    private void takeGivenIds(List<EventRequest.@Nullable SectionRequest> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            EventRequest.SectionRequest section = wanted.get(i);
            String path = "sections[" + i + "]";
            if (section == null) {
                errors.add(path, "is required");
                continue;
            }
            String id = section.id();
            if (id == null) {
                continue;
            }
            if (!SectionId.isValid(id)) {
                errors.add(path + ".id", "has to be a slug like stalls-1");
            } else if (!slugs.take(id)) {
                errors.add(path + ".id", "stands twice");
            }
        }
    }

    private Section section(String path, EventRequest.SectionRequest wanted) {
        String name = errors.text(path + ".name", wanted.name(), Section.MAX_NAME);
        Seating seating = seating(path, wanted);
        String given = wanted.id();
        String id = given == null ? slugs.next(name) : given;
        ids.add(id);
        return errors.isEmpty()
                ? new Section(new SectionId(id), name, seating)
                : new Section(new SectionId("x"), "x", seating);
    }

    /** The ids that tiers may name. */
    Set<String> ids() {
        return ids;
    }

    private Seating seating(String path, EventRequest.SectionRequest wanted) {
        String seating = wanted.seating();
        if (seating == null) {
            errors.add(path + ".seating", "is required");
            return ANY;
        }
        return switch (seating) {
            case EventRequest.GENERAL -> general(path, wanted);
            case EventRequest.NUMBERED -> numbered(path, wanted);
            default -> {
                errors.add(path + ".seating", "has to be GENERAL or NUMBERED");
                yield ANY;
            }
        };
    }

    private Seating general(String path, EventRequest.SectionRequest wanted) {
        if (wanted.seats() != null) {
            errors.add(path + ".seats", "is for NUMBERED sections only");
        }
        return new Seating.General(
                errors.number(path + ".capacity", wanted.capacity(), 1, Seating.MAX_PLACES));
    }

    private Seating numbered(String path, EventRequest.SectionRequest wanted) {
        List<@Nullable String> labels = wanted.seats();
        if (labels == null || labels.isEmpty() || labels.size() > Seating.MAX_SEATS) {
            errors.add(path + ".seats", "has to have 1 to " + Seating.MAX_SEATS + " labels");
            return ANY;
        }
        Integer capacity = wanted.capacity();
        if (capacity != null && capacity != labels.size()) {
            errors.add(path + ".capacity", "has to be the number of seats, or left out");
        }
        Set<SeatLabel> seats = new LinkedHashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String field = path + ".seats[" + i + "]";
            String label = errors.text(field, labels.get(i), SeatLabel.MAX_LENGTH);
            if (label.length() <= SeatLabel.MAX_LENGTH && !seats.add(new SeatLabel(label))) {
                errors.add(field, "stands twice");
            }
        }
        return errors.isEmpty() ? new Seating.Numbered(List.copyOf(seats)) : ANY;
    }
}
