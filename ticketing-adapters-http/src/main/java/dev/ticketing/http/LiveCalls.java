package dev.ticketing.http;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.live.Subscriber;
import dev.ticketing.core.live.Subscription;
import dev.ticketing.core.show.ShowId;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.websocket.WsConnection;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is told while it happens: over WebSockets, and as Server-Sent Events. */
final class LiveCalls {

    /** Nobody has much to tell us. */
    static final int MAX_FRAME_BYTES = 4 * 1024;

    private static final int MAX_STRAY_BYTES = 1024;
    private static final Header EVENT_STREAM =
            StandardHeaders.cached("Content-Type", "text/event-stream");
    private static final Header UNBUFFERED = StandardHeaders.cached("X-Accel-Buffering", "no");
    private static final Headers NONE = WritableHeaders.create();
    private static final Limit UNLIMITED = FixedLimit.create();

    private final Ticketing ticketing;
    private final LiveConnections connections;

    LiveCalls(Ticketing ticketing, LiveConnections connections) {
        this.ticketing = ticketing;
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/ws/availability/{id}", Route.Access.ANYBODY, this::places),
                Route.get("/api/ws/notifications", Route.Access.SIGNED_IN, this::notifications),
                Route.get(
                        "/api/events/{id}/availability/stream",
                        Route.Access.ANYBODY,
                        this::placesAsEvents));
    }

    private Answer places(Exchange exchange) {
        ShowId show = visibleShow(exchange);
        return webSocket(exchange, subscriber -> ticketing.live().watch(show, subscriber));
    }

    private Answer notifications(Exchange exchange) {
        UserId user = exchange.signedIn().user();
        return webSocket(exchange, subscriber -> ticketing.live().watch(user, subscriber));
    }

    private Answer placesAsEvents(Exchange exchange) {
        ShowId show = visibleShow(exchange);
        if (!exchange.method().equals("GET")) {
            return Answer.empty(Status.OK_200, EVENT_STREAM);
        }
        Conversation stream =
                stream(
                        connections.enter(who(exchange)),
                        subscriber -> ticketing.live().watch(show, subscriber));
        return Answer.conversation(Status.OK_200, stream)
                .with(EVENT_STREAM)
                .with(UNBUFFERED)
                .with(HeaderValues.CONNECTION_CLOSE);
    }

    private ShowId visibleShow(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        if (ticketing.shows().find(exchange.anybody(), id).isEmpty()) {
            throw new Stop(Problem.notFound());
        }
        return id;
    }

    private static String who(Exchange exchange) {
        return exchange.identity()
                .map(identity -> identity.user().toString())
                .orElseGet(exchange::address);
    }

    private Answer webSocket(Exchange exchange, Function<Subscriber, Subscription> watch) {
        Handshake.require(exchange);
        HttpPrologue prologue = exchange.prologue();
        String key = Handshake.key(exchange);
        LiveConnections.Seat seat = connections.enter(who(exchange));
        return Handshake.accept(exchange, talk(seat, prologue, key, watch));
    }

    private Conversation talk(
            LiveConnections.Seat seat,
            HttpPrologue prologue,
            String key,
            Function<Subscriber, Subscription> watch) {
        return (line, head) ->
                within(
                        seat,
                        live -> {
                            ConnectionContext context = line.get();
                            WebSocketListener listener =
                                    new WebSocketListener(connections, live, seat);
                            WsConnection session =
                                    WsConnection.create(context, prologue, NONE, key, listener);
                            head.accept(context);
                            live.start(new WebSocketWire(session, context.serverSocket()));
                            whileWatching(live, watch, () -> session.handle(UNLIMITED));
                        });
    }

    private Conversation stream(
            LiveConnections.Seat seat, Function<Subscriber, Subscription> watch) {
        return (line, head) ->
                within(
                        seat,
                        live -> {
                            ConnectionContext context = line.get();
                            head.accept(context);
                            live.start(new EventStreamWire(context));
                            whileWatching(live, watch, () -> untilTheyLeave(context.dataReader()));
                        });
    }

    /** The seat is free again afterwards, whatever happens. */
    private void within(LiveConnections.Seat seat, Consumer<LiveConnection> conversation) {
        LiveConnection live = connections.open(seat);
        try {
            conversation.accept(live);
        } finally {
            connections.closed(live);
        }
    }

    private static void whileWatching(
            LiveConnection live, Function<Subscriber, Subscription> watch, Runnable listening) {
        Subscription subscription = watch.apply(live);
        try {
            listening.run();
        } finally {
            subscription.close();
        }
    }

    /** They have nothing more to say; reading shows at once when they are gone. */
    private static void untilTheyLeave(DataReader in) {
        for (int i = 0; i < MAX_STRAY_BYTES; i++) {
            in.read();
        }
    }
}
