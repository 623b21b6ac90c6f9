package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowCommand.RemoveMember;
import dev.ticketing.core.show.ShowCommand.SetMember;
import dev.ticketing.core.show.ShowId;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Who does something at a show, for those who organize it. Changes complete when they are durable;
 * reading blocks and is always current. Safe for any number of threads.
 */
public final class ShowMembers {

    private final WriteSide writes;
    private final Shows shows;

    ShowMembers(WriteSide writes, Shows shows) {
        this.writes = writes;
        this.shows = shows;
    }

    /** The show with its members, for its organizers. */
    public Reading<Loaded<Show.Existing>> of(Caller caller, ShowId id) {
        Loaded<Show> loaded = writes.current(Show.at(id));
        return Shows.barred(caller, loaded.state())
                .<Reading<Loaded<Show.Existing>>>map(Reading.Refused::new)
                .orElseGet(
                        () ->
                                new Reading.Told<>(
                                        new Loaded<>(
                                                Shows.existing(loaded.state()), loaded.version())));
    }

    /**
     * Makes somebody a member, or changes their role. Whether there is such a person has to be
     * asked before.
     *
     * @param seen the version of the show that the caller has looked at, if it is to be checked
     */
    public CompletableFuture<Outcome<Show.Existing>> set(
            Request request, ShowId show, UserId member, MemberRole role, Optional<Version> seen) {
        return shows.change(
                request, show, seen, now -> new SetMember(member, role, now), Shows::existing);
    }

    /**
     * Takes a member's role away; organizers may also take their own. The owner stays.
     *
     * @param seen the version of the show that the caller has looked at, if it is to be checked
     */
    public CompletableFuture<Outcome<Show.Existing>> remove(
            Request request, ShowId show, UserId member, Optional<Version> seen) {
        return shows.change(
                request, show, seen, now -> new RemoveMember(member, now), Shows::existing);
    }
}
