package dev.ticketing.http;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.kernel.TicketingException;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.websocket.WsConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The ticketing system on the wire: the HTTP contract, on a port. */
public final class HttpServer implements AutoCloseable {

    static final int MAX_HEADER_BYTES = 8 * 1024;
    static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private static final String METRICS_SOCKET = "metrics";
    private static final int MAX_REQUEST_LINE_BYTES = 4 * 1024;

    /** What is sent to who does not read is to be noticed, not to be buffered by the system. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);
    private static final Duration IDLE_LOOK_EVERY = Duration.ofSeconds(5);

    private final WebServer server;
    private final Deadline deadline;
    private final LiveConnections live;

    private HttpServer(WebServer server, Deadline deadline, LiveConnections live) {
        this.server = server;
        this.deadline = deadline;
        this.live = live;
    }

    /**
     * Listens from when this returns.
     *
     * @throws TicketingException if it cannot: the port is taken, say
     */
    public static HttpServer start(HttpSettings settings, HttpDependencies needs) {
        return start(settings, needs, System::nanoTime, REQUEST_LIMIT);
    }

    /**
     * As {@link #start(HttpSettings, HttpDependencies)}.
     *
     * @param nanoTime tells how long live connections have been slow or silent
     * @param requestLimit how long a request may take in all
     */
    static HttpServer start(
            HttpSettings settings,
            HttpDependencies needs,
            LongSupplier nanoTime,
            Duration requestLimit) {
        StandardHeaders headers = new StandardHeaders(settings);
        Deadline deadline = new Deadline(requestLimit, headers, needs.ids());
        LiveConnections live =
                new LiveConnections(settings.rateLimits(), needs.executor(), nanoTime);
        WebServer server = null;
        try {
            server = build(settings, needs, headers, deadline, live).start();
        } finally {
            if (server == null || !server.isRunning()) {
                deadline.close();
                live.close();
            }
        }
        if (!server.isRunning()) {
            throw new TicketingException(
                    "cannot listen at "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + settings.metricsPort().stream()
                                    .mapToObj(port -> " or " + port)
                                    .collect(Collectors.joining())
                            + ": is the port taken?");
        }
        return new HttpServer(server, deadline, live);
    }

    private static WebServer build(
            HttpSettings settings,
            HttpDependencies needs,
            StandardHeaders headers,
            Deadline deadline,
            LiveConnections live) {
        WebhookCalls webhooks = new WebhookCalls(needs.ticketing().webhooks(), needs.webhooks());
        Metrics metrics = metrics(needs, live, webhooks);
        AccessTokens tokens = new AccessTokens(needs.keys(), needs.clock());
        MinPosition minPosition = new MinPosition(needs.ticketing());
        Pipeline pipeline =
                new Pipeline(
                        headers,
                        new Cors(settings.corsOrigins()),
                        tokens,
                        minPosition,
                        deadline,
                        needs.ids(),
                        metrics.requests());
        List<Route> routes = routes(settings, needs, tokens, minPosition);
        routes.addAll(operatorRoutes(settings, needs, deadline, metrics));
        routes.addAll(webhooks.routes());
        routes.addAll(new LiveCalls(needs.ticketing(), live).routes());
        WebServerConfig.Builder server = WebServer.builder();
        DirectHandlers errors = directHandlers(new ProtocolErrors(headers, needs.ids()));
        settings.metricsPort()
                .ifPresent(
                        port ->
                                server.putSocket(
                                        METRICS_SOCKET,
                                        listener ->
                                                listening(listener, settings, errors, deadline)
                                                        .port(port)
                                                        .routing(
                                                                RoutingTable.of(
                                                                        new MetricsCalls(metrics)
                                                                                .openRoutes(),
                                                                        pipeline))));
        return listening(server, settings, errors, deadline)
                .port(settings.port())
                .routing(RoutingTable.of(routes, pipeline))
                .addProtocol(WsConfig.builder().maxFrameLength(LiveCalls.MAX_FRAME_BYTES).build())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .build();
    }

    private static <B extends ListenerConfig.BuilderBase<B, ?>> B listening(
            B listener, HttpSettings settings, DirectHandlers errors, Deadline deadline) {
        return listener.host(settings.host())
                .directHandlers(errors)
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .maxPayloadSize(Bodies.MAX_BYTES)
                .protocolsDiscoverServices(false)
                .addProtocol(protocol(deadline))
                .mediaContext(MediaContext.builder().mediaSupportsDiscoverServices(false).build())
                .contentEncoding(
                        ContentEncodingContext.builder()
                                .contentEncodingsDiscoverServices(false)
                                .build())
                .connectionOptions(
                        SocketOptions.builder()
                                .tcpNoDelay(true)
                                .socketSendBufferSize(SEND_BUFFER_BYTES)
                                .build())
                .idleConnectionTimeout(IDLE_LIMIT)
                .idleConnectionPeriod(IDLE_LOOK_EVERY)
                .shutdownGracePeriod(settings.shutdownGrace());
    }

    /** The server's own figures, and those that it is given. */
    private static Metrics metrics(
            HttpDependencies needs, LiveConnections live, WebhookCalls webhooks) {
        Ticketing ticketing = needs.ticketing();
        Map<String, MetricSource> sources = new LinkedHashMap<>();
        sources.put("writes", new WriteFigures(ticketing::statistics));
        sources.put(
                "consumers",
                new ConsumerFigures(ticketing.subscriptions(), ticketing.deadLetters()));
        sources.put("webhooks", webhooks);
        sources.put("caches", new CacheFigures(ticketing::cacheStatistics));
        sources.put(
                "live",
                () ->
                        List.of(
                                Figure.gauge(
                                        "ticketing_live_connections",
                                        "WebSockets and event streams that are open.",
                                        (long) live.count())));
        sources.putAll(needs.metrics());
        return new Metrics(sources, needs.executor());
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

    private static List<Route> operatorRoutes(
            HttpSettings settings, HttpDependencies needs, Deadline deadline, Metrics metrics) {
        Ticketing ticketing = needs.ticketing();
        Idempotent idempotent = new Idempotent(needs.idempotency(), needs.clock());
        Written written = new Written(ticketing);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new FeedCalls(ticketing.recorded(), settings.feedKey(), deadline).routes());
        routes.addAll(
                new SubscriptionCalls(ticketing.subscriptions(), written, needs.executor())
                        .routes(idempotent));
        routes.addAll(
                new DeadLetterCalls(ticketing.deadLetters(), written, needs.ids())
                        .routes(idempotent));
        routes.addAll(new MetricsCalls(metrics).routes());
        return routes;
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
                new ReservationCalls(
                                ticketing.reservations(),
                                ticketing.listings(),
                                written,
                                minPosition,
                                needs.ids(),
                                needs.clock())
                        .routes(idempotent));
        routes.addAll(new HistoryCalls(ticketing.histories()).routes());
        routes.addAll(new AvailabilityCalls(ticketing.shows()).routes());
        routes.addAll(
                new BlockCalls(ticketing.sections(), written, needs.ids()).routes(idempotent));
        routes.addAll(
                new EventCalls(ticketing.shows(), ticketing.cancellations(), written, needs.ids())
                        .routes(idempotent));
        routes.addAll(
                new CancellationCalls(ticketing.cancellations(), written, minPosition, needs.ids())
                        .routes(idempotent));
        routes.addAll(
                new MemberCalls(ticketing.members(), needs.signIn(), written, needs.ids())
                        .routes());
        routes.addAll(new EventListCalls(ticketing.listings(), minPosition).routes());
        routes.addAll(
                new PaymentCalls(ticketing.payments(), ticketing.listings(), written, minPosition)
                        .routes(idempotent));
        routes.addAll(
                new TicketCalls(
                                ticketing.tickets(),
                                ticketing.listings(),
                                minPosition,
                                new TicketCalls.Transfers(
                                        needs.signIn()::idOf, written, needs.ids()))
                        .routes(idempotent));
        routes.addAll(new TicketDownloads(ticketing.tickets(), ticketing.shows()).routes());
        routes.addAll(
                new CheckInCalls(ticketing.tickets(), written, needs.ids()).routes(idempotent));
        routes.addAll(
                new AnalyticsCalls(ticketing.analytics(), needs.signIn(), minPosition).routes());
        SignInMails mails =
                new SignInMails(needs.signIn(), needs.executor(), needs.scheduler(), needs.clock());
        routes.addAll(new SignInCalls(needs.signIn(), tokens, mails).routes(idempotent));
        routes.addAll(new KeyCalls(needs.keys()).routes());
        routes.addAll(
                new HealthCalls(new Readiness(needs.probes(), needs.executor(), Readiness.LIMIT))
                        .routes());
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

    /** Where monitoring needs no credentials, if there is such a port. */
    public OptionalInt metricsPort() {
        return server.prototype().sockets().containsKey(METRICS_SOCKET)
                ? OptionalInt.of(server.port(METRICS_SOCKET))
                : OptionalInt.empty();
    }

    /** Whether a request waits for something to happen. */
    boolean isWaitedFor() {
        return deadline.isWaitedFor();
    }

    /**
     * Ends live connections, lets nobody wait any longer, takes no more connections, and lets
     * running requests finish within the grace. Blocks.
     */
    @Override
    public void close() {
        deadline.endWaiting();
        live.close();
        server.stop();
        deadline.close();
    }
}
