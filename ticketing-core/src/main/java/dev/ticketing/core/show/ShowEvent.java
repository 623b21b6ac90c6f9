package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;

/** What can happen to a show. */
public sealed interface ShowEvent extends DomainEvent {

    record ShowCreated(ShowId show, UserId owner, ShowDetails details, Instant at)
            implements ShowEvent {}

    record ShowRevised(ShowDetails details, Instant at) implements ShowEvent {}

    record ShowPublished(Instant at) implements ShowEvent {}

    record SalesOpened(Instant at) implements ShowEvent {}

    record SalesClosed(Instant at) implements ShowEvent {}

    record MemberAdded(UserId member, MemberRole role, Instant at) implements ShowEvent {}

    record MemberRoleChanged(UserId member, MemberRole role, Instant at) implements ShowEvent {}

    record MemberRemoved(UserId member, Instant at) implements ShowEvent {}

    record ShowCompleted(Instant at) implements ShowEvent {}

    record DraftDeleted(Instant at) implements ShowEvent {}

    record ShowCancelled(UserId by, Instant at) implements ShowEvent {}
}
