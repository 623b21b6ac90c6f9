package dev.ticketing.http;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.kernel.TicketingException;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ticketing system on the wire: the HTTP contract, on a port. */
public final class HttpServer implements AutoCloseable {

    static final int MAX_HEADER_BYTES = 8 * 1024;

    private static final int MAX_REQUEST_LINE_BYTES = 4 * 1024;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);
    private static final Duration IDLE_LOOK_EVERY = Duration.ofSeconds(5);

    private final WebServer server;
    private final Deadline deadline;

    private HttpServer(WebServer server, Deadline deadline) {
        this.server = server;
        this.deadline = deadline;
    }

    /**
     * Listens from when this returns.
     *
     * @throws TicketingException if it cannot: the port is taken, say
     */
    public static HttpServer start(HttpSettings settings, HttpDependencies needs) {
        StandardHeaders headers = new StandardHeaders(settings);
        Deadline deadline = new Deadline(REQUEST_LIMIT, headers, needs.ids());
        WebServer server = null;
        try {
            server = build(settings, needs, headers, deadline).start();
        } finally {
            if (server == null || !server.isRunning()) {
                deadline.close();
            }
        }
        if (!server.isRunning()) {
            throw new TicketingException(
                    "cannot listen at "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + ": is the port taken?");
        }
        return new HttpServer(server, deadline);
    }

    private static WebServer build(
            HttpSettings settings,
            HttpDependencies needs,
            StandardHeaders headers,
            Deadline deadline) {
        return WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .routing(routing(settings, needs, headers, deadline))
                .directHandlers(directHandlers(new ProtocolErrors(headers, needs.ids())))
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .maxPayloadSize(Bodies.MAX_BYTES)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(protocol(deadline))
                .mediaContext(MediaContext.builder().mediaSupportsDiscoverServices(false).build())
                .contentEncoding(
                        ContentEncodingContext.builder()
                                .contentEncodingsDiscoverServices(false)
                                .build())
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .idleConnectionTimeout(IDLE_LIMIT)
                .idleConnectionPeriod(IDLE_LOOK_EVERY)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.shutdownGrace())
                .build();
    }

    private static Http1Config protocol(Deadline deadline) {
        return Http1Config.builder()
                .maxHeadersSize(MAX_HEADER_BYTES)
                .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                .sendKeepAliveHeader(false)
                .addReceiveListener(deadline)
                .addSendListener(deadline)
                .build();
    }

    private static DirectHandlers directHandlers(ProtocolErrors errors) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, errors);
        }
        return handlers.build();
    }

    private static HttpRouting.Builder routing(
            HttpSettings settings,
            HttpDependencies needs,
            StandardHeaders headers,
            Deadline deadline) {
        AccessTokens tokens = new AccessTokens(needs.keys(), needs.clock());
        MinPosition minPosition = new MinPosition(needs.ticketing());
        Pipeline pipeline =
                new Pipeline(
                        headers,
                        new Cors(settings.corsOrigins()),
                        tokens,
                        minPosition,
                        deadline,
                        needs.ids());
        return RoutingTable.of(routes(settings, needs, tokens, minPosition), pipeline);
    }

    private static List<Route> routes(
            HttpSettings settings,
            HttpDependencies needs,
            AccessTokens tokens,
            MinPosition minPosition) {
        Ticketing ticketing = needs.ticketing();
        Idempotent idempotent = new Idempotent(needs.idempotency(), needs.clock());
        Written written = new Written(ticketing);
        // The hottest first: they are tried one after another.
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                new ReservationCalls(ticketing.reservations(), written, needs.ids(), needs.clock())
                        .routes(idempotent));
        routes.addAll(new AvailabilityCalls(ticketing.shows()).routes());
        routes.addAll(new EventCalls(ticketing.shows(), written, needs.ids()).routes(idempotent));
        routes.addAll(new PaymentCalls(ticketing.payments(), written).routes(idempotent));
        routes.addAll(new TicketCalls(ticketing.tickets(), minPosition).routes());
        routes.addAll(new SignInCalls(needs.signIn(), tokens, needs.executor()).routes(idempotent));
        routes.addAll(new HealthCalls(new Readiness(needs.probes(), needs.executor())).routes());
        boolean mailbox = settings.development() && needs.mailbox().isPresent();
        if (mailbox) {
            needs.mailbox().ifPresent(box -> routes.addAll(new MailboxCalls(box).routes()));
        }
        routes.addAll(new StartPage(mailbox).routes());
        return routes;
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Takes no more connections, and lets running requests finish within the grace. Blocks. */
    @Override
    public void close() {
        server.stop();
        deadline.close();
    }
}
