package dev.ticketing.http;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Reading;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.ShowMembers;
import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who organizes an event, and who lets people in. */
final class MemberCalls {

    private static final String ALL = "/api/events/{id}/members";
    private static final String ONE = ALL + "/{userId}";

    private final ShowMembers members;
    private final SignIn users;
    private final Written written;
    private final IdSource ids;

    MemberCalls(ShowMembers members, SignIn users, Written written, IdSource ids) {
        this.members = members;
        this.users = users;
        this.written = written;
        this.ids = ids;
    }

    record RoleRequest(@Nullable String role) {}

    /**
     * @param email missing for somebody who was erased
     */
    record MemberJson(String userId, @Nullable String email, String role) {

        static MemberJson of(UserId user, MemberRole role, Map<UserId, EmailAddress> emails) {
            EmailAddress email = emails.get(user);
            return new MemberJson(
                    user.toString(), email == null ? null : email.value(), role.name());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Route.Access.SIGNED_IN, this::list),
                Route.put(ONE, Route.Access.SIGNED_IN, this::set),
                Route.delete(ONE, Route.Access.SIGNED_IN, this::remove));
    }

    private Answer list(Exchange exchange) {
        Show.Facts facts = show(exchange).state().facts();
        Set<UserId> people = new LinkedHashSet<>(facts.members().roles().keySet());
        people.add(facts.owner());
        Map<UserId, EmailAddress> emails = users.emailsOf(people);
        List<MemberJson> items = new ArrayList<>();
        items.add(MemberJson.of(facts.owner(), MemberRole.ORGANIZER, emails));
        facts.members()
                .roles()
                .forEach((user, role) -> items.add(MemberJson.of(user, role, emails)));
        return Answer.json(Status.OK_200, new Items<>(items));
    }

    /** Also asks whether the caller may know who there is. */
    private Loaded<Show.Existing> show(Exchange exchange) {
        return switch (members.of(exchange.caller(), EventCalls.id(exchange))) {
            case Reading.Told<Loaded<Show.Existing>>(Loaded<Show.Existing> show) -> show;
            case Reading.Refused<Loaded<Show.Existing>>(Refusal why) ->
                    throw new Stop(ProblemOf.refusal(why));
        };
    }

    private Answer set(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        UserId user = new UserId(exchange.pathId("userId"));
        MemberRole role = role(exchange.read(RoleRequest.class));
        Optional<Version> seen =
                Preconditions.seen(exchange, Optional.of(show(exchange).version()));
        Map<UserId, EmailAddress> emails = users.emailsOf(Set.of(user));
        if (emails.isEmpty()) {
            throw new Stop(Problem.notFound());
        }
        Request request = exchange.request(Commands.fresh(ids));
        Outcome.Done<Show.Existing> done =
                Written.await(members.set(request, id, user, role, seen));
        return written.tell(done, Answer.json(Status.OK_200, MemberJson.of(user, role, emails)));
    }

    private static MemberRole role(RoleRequest body) {
        for (MemberRole role : MemberRole.values()) {
            if (role.name().equals(body.role())) {
                return role;
            }
        }
        throw new Stop(Problem.invalid("role", "has to be ORGANIZER or SCANNER"));
    }

    private Answer remove(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        UserId user = new UserId(exchange.pathId("userId"));
        Optional<Version> seen =
                Preconditions.seen(exchange, Optional.of(show(exchange).version()));
        Request request = exchange.request(Commands.fresh(ids));
        Outcome.Done<Show.Existing> done = Written.await(members.remove(request, id, user, seen));
        return written.tell(done, Answer.empty(Status.NO_CONTENT_204));
    }
}
