package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.Map;

/** How a show's events are stored. */
final class ShowEventTypes {

    static final Words<MemberRole> MEMBER_ROLES =
            new Words<>(Map.of(MemberRole.ORGANIZER, "ORGANIZER", MemberRole.SCANNER, "SCANNER"));

    static final List<EventType<?>> ALL =
            List.of(
                    created(),
                    revised(),
                    published(),
                    salesOpened(),
                    salesClosed(),
                    completed(),
                    draftDeleted(),
                    cancelled(),
                    memberAdded(),
                    memberRoleChanged(),
                    memberRemoved());

    private ShowEventTypes() {}

    private static EventType<ShowCreated> created() {
        return EventType.first(
                "show-created",
                ShowCreated.class,
                (event, out) ->
                        out.id("show", event.show().value())
                                .id("owner", event.owner().value())
                                .object("details", event.details(), ShowDetailsShape.DETAILS)
                                .instant("at", event.at()),
                in ->
                        new ShowCreated(
                                new ShowId(in.id("show")),
                                new UserId(in.id("owner")),
                                in.object("details", ShowDetailsShape.DETAILS),
                                in.instant("at")));
    }

    private static EventType<ShowRevised> revised() {
        return EventType.first(
                "show-revised",
                ShowRevised.class,
                (event, out) ->
                        out.object("details", event.details(), ShowDetailsShape.DETAILS)
                                .instant("at", event.at()),
                in ->
                        new ShowRevised(
                                in.object("details", ShowDetailsShape.DETAILS), in.instant("at")));
    }

    private static EventType<ShowPublished> published() {
        return EventType.first(
                "show-published",
                ShowPublished.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new ShowPublished(in.instant("at")));
    }

    private static EventType<SalesOpened> salesOpened() {
        return EventType.first(
                "sales-opened",
                SalesOpened.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new SalesOpened(in.instant("at")));
    }

    private static EventType<SalesClosed> salesClosed() {
        return EventType.first(
                "sales-closed",
                SalesClosed.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new SalesClosed(in.instant("at")));
    }

    private static EventType<MemberAdded> memberAdded() {
        return EventType.first(
                "member-added",
                MemberAdded.class,
                (event, out) ->
                        out.id("member", event.member().value())
                                .text("role", MEMBER_ROLES.of(event.role()))
                                .instant("at", event.at()),
                in ->
                        new MemberAdded(
                                new UserId(in.id("member")),
                                MEMBER_ROLES.parse(in.text("role")),
                                in.instant("at")));
    }

    private static EventType<MemberRoleChanged> memberRoleChanged() {
        return EventType.first(
                "member-role-changed",
                MemberRoleChanged.class,
                (event, out) ->
                        out.id("member", event.member().value())
                                .text("role", MEMBER_ROLES.of(event.role()))
                                .instant("at", event.at()),
                in ->
                        new MemberRoleChanged(
                                new UserId(in.id("member")),
                                MEMBER_ROLES.parse(in.text("role")),
                                in.instant("at")));
    }

    private static EventType<MemberRemoved> memberRemoved() {
        return EventType.first(
                "member-removed",
                MemberRemoved.class,
                (event, out) -> out.id("member", event.member().value()).instant("at", event.at()),
                in -> new MemberRemoved(new UserId(in.id("member")), in.instant("at")));
    }

    private static EventType<ShowCompleted> completed() {
        return EventType.first(
                "show-completed",
                ShowCompleted.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new ShowCompleted(in.instant("at")));
    }

    private static EventType<DraftDeleted> draftDeleted() {
        return EventType.first(
                "draft-deleted",
                DraftDeleted.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new DraftDeleted(in.instant("at")));
    }

    private static EventType<ShowCancelled> cancelled() {
        return EventType.first(
                "show-cancelled",
                ShowCancelled.class,
                (event, out) -> out.id("by", event.by().value()).instant("at", event.at()),
                in -> new ShowCancelled(new UserId(in.id("by")), in.instant("at")));
    }
}
