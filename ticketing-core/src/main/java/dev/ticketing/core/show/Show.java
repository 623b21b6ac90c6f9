package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Where a show is in its life. */
public sealed interface Show {

    /** There is nothing to be seen. */
    sealed interface Missing extends Show {}

    /** Nobody has created it. */
    record Absent() implements Missing {}

    /** It was a draft, and was thrown away. */
    record Deleted() implements Missing {}

    /** A show that was created. */
    sealed interface Existing extends Show {
        Facts facts();

        Stage stage();

        default ShowDetails details() {
            return facts().details();
        }

        /** Whether everybody may see it; if not, its organizers alone. */
        default boolean isPublic() {
            return true;
        }

        /** How much of a payment a customer gets back who gives up at {@code now}. */
        default int refundPercentAt(Instant now) {
            return details().refundPolicy().percentAt(now, details().startsAt());
        }
    }

    /** Seen by its organizers alone; everything can be changed. */
    record Draft(Facts facts) implements Existing {
        @Override
        public Stage stage() {
            return Stage.DRAFT;
        }

        @Override
        public boolean isPublic() {
            return false;
        }
    }

    /** Seen by all; sections and prices are fixed. */
    record Published(Facts facts) implements Existing {
        @Override
        public Stage stage() {
            return Stage.PUBLISHED;
        }
    }

    /** Seats can be held. */
    record OnSale(Facts facts) implements Existing {
        @Override
        public Stage stage() {
            return Stage.SALES_OPEN;
        }
    }

    /** No new holds; what is held can still be paid. */
    record OffSale(Facts facts) implements Existing {
        @Override
        public Stage stage() {
            return Stage.SALES_CLOSED;
        }
    }

    /** Over, for good: nothing changes any more, and what was promised is kept. */
    record Completed(Facts facts) implements Existing {
        @Override
        public Stage stage() {
            return Stage.COMPLETED;
        }
    }

    /**
     * Does not take place, for good: nobody holds, pays or is let in, and all money goes back.
     *
     * @param isPublic whether everybody saw it before
     */
    record Cancelled(Facts facts, boolean isPublic) implements Existing {
        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }

        /** Whatever its policy says: it is not the customer who gives up. */
        @Override
        public int refundPercentAt(Instant now) {
            return 100;
        }
    }

    /** The stages by the names that users know. */
    enum Stage {
        DRAFT,
        PUBLISHED,
        SALES_OPEN,
        SALES_CLOSED,
        COMPLETED,
        CANCELLED
    }

    /**
     * What every existing show has.
     *
     * @param members beside the owner
     * @param updatedAt when what people see of it changed last
     */
    record Facts(
            ShowId id,
            UserId owner,
            ShowDetails details,
            Members members,
            Instant createdAt,
            Instant updatedAt) {

        /** Those who may do everything, the owner first. */
        public Set<UserId> organizers() {
            Set<UserId> organizers = new LinkedHashSet<>();
            organizers.add(owner);
            members.roles()
                    .forEach(
                            (member, role) -> {
                                if (role == MemberRole.ORGANIZER) {
                                    organizers.add(member);
                                }
                            });
            return Collections.unmodifiableSet(organizers);
        }

        public boolean isOrganizer(UserId user) {
            return owner.equals(user)
                    || members.roleOf(user).filter(MemberRole.ORGANIZER::equals).isPresent();
        }

        Facts with(ShowDetails changed, Instant at) {
            return new Facts(id, owner, changed, members, createdAt, at);
        }

        Facts with(Members changed) {
            return new Facts(id, owner, details, changed, createdAt, updatedAt);
        }
    }

    static AggregateRef<Show, ShowEvent> at(ShowId id) {
        return new AggregateRef<>(
                new StreamId("show", id.toString()), ShowEvent.class, ShowDecider.INSTANCE);
    }

    /** The show that a stream of the category {@code show} belongs to. */
    static ShowId idOf(StreamId stream) {
        return new ShowId(UUID.fromString(stream.key()));
    }
}
