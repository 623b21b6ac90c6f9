package dev.ticketing.http;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedShows;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;

import io.helidon.http.Status;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The catalogue. */
final class EventListCalls {

    private static final int CURSOR_BYTES = 24;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Listings listings;
    private final MinPosition minPosition;

    EventListCalls(Listings listings, MinPosition minPosition) {
        this.listings = listings;
        this.minPosition = minPosition;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/events", Route.Access.ANYBODY, this::list));
    }

    /** What is the same for everybody may be kept and asked for again; drafts are personal. */
    private Answer list(Exchange exchange) {
        int limit = Paging.limit(exchange);
        Optional<ShowDirectory.Cursor> after = exchange.query("cursor").map(EventListCalls::cursor);
        Query query = new Query(exchange);
        WantedShows wanted = wanted(exchange, query);
        query.stopIfWrong();
        minPosition.await(exchange, ShowProjection.NAME);
        Optional<Caller> caller = exchange.anybody();
        List<ShowRow> found = listings.shows(caller, wanted, after, limit + 1);
        Items.Page<EventJson> page =
                Items.Page.of(
                        found,
                        limit,
                        row -> EventJson.of(row.show(), row.version()),
                        EventListCalls::cursor);
        return Preconditions.unlessKnown(
                exchange,
                Preconditions.contentTag(page),
                Answer.json(
                        Status.OK_200,
                        page,
                        caller.isPresent()
                                ? StandardHeaders.NO_STORE
                                : StandardHeaders.REVALIDATE));
    }

    private static WantedShows wanted(Exchange exchange, Query query) {
        Optional<UserId> organizer =
                query.is("owner", "me")
                        ? Optional.of(exchange.signedIn().user())
                        : Optional.empty();
        return new WantedShows(
                query.oneOf("status", Show.Stage.class).map(Set::of).orElse(Set.of()),
                query.instant("from"),
                query.instant("to"),
                query.text("q"),
                organizer);
    }

    private static String cursor(ShowRow last) {
        ShowDirectory.Cursor place = ShowDirectory.Cursor.of(last);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, place.startsAt());
        UUID id = place.id().value();
        return Paging.encode(
                ByteBuffer.allocate(CURSOR_BYTES)
                        .putLong(micros)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    private static ShowDirectory.Cursor cursor(String value) {
        ByteBuffer bytes = Paging.decode(value, CURSOR_BYTES);
        Instant startsAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        if (startsAt.isBefore(Instant.EPOCH) || startsAt.isAfter(LATEST)) {
            throw Paging.badCursor();
        }
        return new ShowDirectory.Cursor(startsAt, new ShowId(Paging.id(bytes)));
    }
}
