package dev.ticketing.core.live;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.live.Message.PlacesChanged;
import dev.ticketing.core.live.PresentState.PlacesNow;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Availability, for those who watch a show. Nothing is folded: what has changed is remembered, and
 * asked for once for all. Touched by one step at a time.
 */
final class PlacesNews {

    private static final ShowId SOME_SHOW = new ShowId(new UUID(0, 0));
    private static final String SHOW = Show.at(SOME_SHOW).stream().category();
    private static final String INVENTORY =
            Inventory.at(SOME_SHOW, new SectionId("x")).stream().category();

    private final PresentState present;
    private final Alarms alarms;
    private final Audience<ShowId> audience = new Audience<>();
    private final Map<ShowId, Watched> watched = new LinkedHashMap<>();
    private final Set<ShowId> due = new LinkedHashSet<>();

    /** Runs a change as part of a later step, at an instant or a little after it. */
    interface Alarms {
        void set(Instant at, Runnable change);
    }

    /** A show that somebody watches. */
    private static final class Watched {

        final List<Member<ShowId>> newcomers = new ArrayList<>();
        final Set<SectionId> changed = new LinkedHashSet<>();
        final Map<SectionId, Availability> told = new LinkedHashMap<>();
        final Map<SectionId, Instant> endings = new LinkedHashMap<>();
        boolean edited;
    }

    PlacesNews(PresentState present, Alarms alarms) {
        this.present = present;
        this.alarms = alarms;
    }

    /** They are told with the others from when they know the present state. */
    void arrive(Member<ShowId> member) {
        watched.computeIfAbsent(member.topic(), show -> new Watched()).newcomers.add(member);
        due.add(member.topic());
    }

    void leave(Member<ShowId> member) {
        audience.remove(member);
        Watched show = watched.get(member.topic());
        if (show != null) {
            show.newcomers.remove(member);
            forgetUnlessHeard(member.topic(), show);
        }
    }

    private void forgetUnlessHeard(ShowId id, Watched show) {
        if (show.newcomers.isEmpty() && !audience.hears(id)) {
            watched.remove(id);
            due.remove(id);
        }
    }

    boolean isUnheard() {
        return watched.isEmpty();
    }

    /** Takes note of an event by its stream: what kind of event it was makes no difference. */
    void note(StreamId stream) {
        if (stream.category().equals(INVENTORY)) {
            int slash = stream.key().indexOf('/');
            ShowId show = new ShowId(UUID.fromString(stream.key().substring(0, slash)));
            note(show, new SectionId(stream.key().substring(slash + 1)));
        } else if (stream.category().equals(SHOW)) {
            ShowId id = Show.idOf(stream);
            Watched show = watched.get(id);
            if (show != null) {
                show.edited = true;
                due.add(id);
            }
        }
    }

    private void note(ShowId id, SectionId section) {
        Watched show = watched.get(id);
        if (show != null) {
            show.changed.add(section);
            due.add(id);
        }
    }

    boolean isDue() {
        return !due.isEmpty();
    }

    /**
     * Tells what has changed to all, and everything to those who have just come: no section twice
     * to anybody. After a failure it is still due.
     */
    void tell(Position upTo) {
        for (ShowId id : List.copyOf(due)) {
            Watched show = watched.get(id);
            if (show != null) {
                tell(id, show, upTo);
                forgetUnlessHeard(id, show);
            }
            due.remove(id);
        }
    }

    private void tell(ShowId id, Watched show, Position upTo) {
        if (show.edited) {
            show.changed.addAll(present.sections(id));
            show.edited = false;
        }
        for (SectionId section : List.copyOf(show.changed)) {
            Availability before = show.told.get(section);
            Availability now = ask(id, section, show);
            if (now != null && !now.equals(before)) {
                audience.tell(id, new PlacesChanged(id, section, now, upTo));
            }
            show.changed.remove(section);
        }
        if (!show.newcomers.isEmpty()) {
            welcome(id, show, upTo);
        }
    }

    private void welcome(ShowId id, Watched show, Position upTo) {
        for (SectionId section : present.sections(id)) {
            Availability told = show.told.get(section);
            Availability now = told == null ? ask(id, section, show) : told;
            if (now != null) {
                PlacesChanged message = new PlacesChanged(id, section, now, upTo);
                show.newcomers.forEach(member -> member.tell(message));
            }
        }
        show.newcomers.stream().filter(member -> !member.isGone()).forEach(audience::add);
        show.newcomers.clear();
    }

    private @Nullable Availability ask(ShowId id, SectionId section, Watched show) {
        Optional<PlacesNow> places = present.places(id, section);
        if (places.isEmpty()) {
            show.told.remove(section);
            return null;
        }
        show.told.put(section, places.get().counts());
        places.get().until().ifPresent(end -> lookAgain(id, section, show, end));
        return places.get().counts();
    }

    /** A hold ends by time alone: of its end there may be no event, or a late one. */
    private void lookAgain(ShowId id, SectionId section, Watched show, Instant end) {
        Instant set = show.endings.get(section);
        if (set == null || end.isBefore(set)) {
            show.endings.put(section, end);
            alarms.set(end, () -> ended(id, section, end));
        }
    }

    private void ended(ShowId id, SectionId section, Instant end) {
        Watched show = watched.get(id);
        if (show != null && show.endings.remove(section, end)) {
            note(id, section);
        }
    }
}
