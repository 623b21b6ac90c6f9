package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;

import java.time.Instant;

/** What an organizer may ask of a show. */
public sealed interface ShowCommand {

    Instant now();

    record CreateShow(ShowId id, UserId owner, ShowDetails details, Instant now)
            implements ShowCommand {}

    /** Replaces the details as a whole; what is equal to the present is no change. */
    record ReviseShow(ShowDetails details, Instant now) implements ShowCommand {}

    record PublishShow(Instant now) implements ShowCommand {}

    record OpenSales(Instant now) implements ShowCommand {}

    record CloseSales(Instant now) implements ShowCommand {}

    /** Makes somebody a member, or changes their role. */
    record SetMember(UserId member, MemberRole role, Instant now) implements ShowCommand {}

    record RemoveMember(UserId member, Instant now) implements ShowCommand {}

    record CompleteShow(Instant now) implements ShowCommand {}

    /** Throws a draft away. */
    record DeleteDraft(Instant now) implements ShowCommand {}

    /** Calls it off; a show that is called off already stays so. */
    record CancelShow(UserId by, Instant now) implements ShowCommand {}
}
