package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.LogUnavailable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue, as far as its projection has come. Blocks; safe for any number of threads. Throws
 * {@link LogUnavailable} when the store cannot be reached.
 */
public interface ShowDirectory {

    /**
     * The shows by when they start, those that start in the same microsecond by their ids.
     *
     * @param after only those behind this place; empty for the first
     */
    List<ShowRow> list(Filter filter, Optional<Cursor> after, int limit);

    /**
     * Which shows are wanted. Those that are not public, drafts and cancelled drafts, are listed
     * for their organizers alone.
     *
     * @param stages in one of these; empty for all
     * @param from no earlier start than this
     * @param to only earlier starts than this
     * @param words all of which have to be in the show's {@linkplain SearchWords index}
     * @param organizer who has to organize them
     * @param viewer whose own are listed also where they are not public, if nobody else's shows are
     *     wanted
     * @param allDrafts whether everybody's are listed that are not public
     */
    record Filter(
            Set<Show.Stage> stages,
            Optional<Instant> from,
            Optional<Instant> to,
            Set<String> words,
            Optional<UserId> organizer,
            Optional<UserId> viewer,
            boolean allDrafts) {

        public Filter {
            stages = Set.copyOf(stages);
            words = Set.copyOf(words);
        }

        /** Whether a show is wanted. */
        public boolean matches(Show.Existing show) {
            Show.Facts facts = show.facts();
            Instant startsAt = show.details().startsAt();
            return (stages.isEmpty() || stages.contains(show.stage()))
                    && from.filter(startsAt::isBefore).isEmpty()
                    && to.filter(limit -> !startsAt.isBefore(limit)).isEmpty()
                    && organizer.filter(wanted -> !facts.isOrganizer(wanted)).isEmpty()
                    && isVisible(show)
                    && (words.isEmpty() || SearchWords.index(show.details()).containsAll(words));
        }

        private boolean isVisible(Show.Existing show) {
            return allDrafts
                    || show.isPublic()
                    || viewer.filter(show.facts()::isOrganizer)
                            .filter(asking -> organizer.filter(o -> !o.equals(asking)).isEmpty())
                            .isPresent();
        }
    }

    /**
     * A place in the list.
     *
     * @param startsAt to the microsecond: stores know no more
     */
    record Cursor(Instant startsAt, ShowId id) implements Comparable<Cursor> {

        private static final Comparator<Cursor> ORDER =
                Comparator.comparing(Cursor::startsAt).thenComparing(Cursor::id);

        public Cursor {
            startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
        }

        /** The place of a show. */
        public static Cursor of(ShowRow row) {
            Show.Facts facts = row.show().facts();
            return new Cursor(facts.details().startsAt(), facts.id());
        }

        @Override
        public int compareTo(Cursor other) {
            return ORDER.compare(this, other);
        }
    }
}
