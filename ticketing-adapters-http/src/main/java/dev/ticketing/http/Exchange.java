package dev.ticketing.http;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One request, as the calls see it. */
final class Exchange {

    private static final String JSON = "application/json";

    private final ServerRequest request;
    private final String requestId;
    private final @Nullable String traceId;
    private final UUID correlation;
    private final Optional<Identity> identity;
    private byte @Nullable [] body;

    private Exchange(
            ServerRequest request,
            String requestId,
            @Nullable String traceId,
            UUID correlation,
            Optional<Identity> identity) {
        this.request = request;
        this.requestId = requestId;
        this.traceId = traceId;
        this.correlation = correlation;
        this.identity = identity;
    }

    /** A request of somebody whose credentials have not been looked at. */
    static Exchange of(ServerRequest request, UUID freshId) {
        Optional<String> traceId =
                request.headers().first(StandardHeaders.TRACEPARENT).flatMap(RequestIds::traceId);
        return new Exchange(
                request,
                request.headers()
                        .first(StandardHeaders.REQUEST_ID)
                        .filter(RequestIds::isRequestId)
                        .orElseGet(freshId::toString),
                traceId.orElse(null),
                traceId.map(RequestIds::uuidOf).orElse(freshId),
                Optional.empty());
    }

    Exchange as(Optional<Identity> caller) {
        return new Exchange(request, requestId, traceId, correlation, caller);
    }

    String requestId() {
        return requestId;
    }

    Optional<Identity> identity() {
        return identity;
    }

    /** Who asks, where that may be anybody. */
    Optional<Caller> anybody() {
        return identity.map(Identity::caller);
    }

    /** Who asks, where that has to be known. */
    Identity signedIn() {
        return identity.orElseThrow(
                () ->
                        new Stop(
                                Problem.of(ProblemCode.UNAUTHENTICATED, "Send an access token.")
                                        .with(StandardHeaders.BEARER)));
    }

    /** Refuses everybody but administrators. */
    void requireAdmin() {
        if (!signedIn().isAdmin()) {
            throw new Stop(Problem.of(ProblemCode.FORBIDDEN, "This is for administrators."));
        }
    }

    Caller caller() {
        return signedIn().caller();
    }

    /** What the core is told about this request. */
    Request request(CommandKey command) {
        Caller caller = caller();
        return new Request(
                caller,
                command,
                new EventMetadata(
                        correlation,
                        command.id().value(),
                        "user:" + caller.user(),
                        requestId,
                        traceId));
    }

    /** Where they call from, as far as we can see. */
    String address() {
        return request.remotePeer().host();
    }

    HttpPrologue prologue() {
        return request.prologue();
    }

    String method() {
        return request.prologue().method().text();
    }

    String path() {
        return request.path().rawPath();
    }

    String pathParameter(String name) {
        return request.path().pathParameters().get(name);
    }

    /** The id in the path; what is no UUID names nothing. */
    UUID pathId(String name) {
        return RequestIds.uuid(pathParameter(name)).orElseThrow(() -> new Stop(Problem.notFound()));
    }

    Optional<String> header(HeaderName name) {
        return request.headers().first(name);
    }

    Optional<String> query(String name) {
        return request.query().contains(name)
                ? Optional.of(request.query().get(name))
                : Optional.empty();
    }

    /** The body, whatever is in it; empty if there is none. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = Bodies.read(request);
            body = read;
        }
        return read;
    }

    /** The body of a call that has to have one, in JSON. */
    byte[] jsonBody() {
        byte[] read = body();
        if (read.length > 0 && !isJson()) {
            throw new Stop(
                    Problem.of(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                            "Send the body as application/json."));
        }
        return read;
    }

    <T> T read(Class<T> type) {
        return Json.read(jsonBody(), type);
    }

    /** Refuses a body that says something, where there is nothing to say. */
    void requireNoBody() {
        if (body().length > 0) {
            read(Nothing.class);
        }
    }

    /** The body of a call that takes nothing. */
    record Nothing() {}

    private boolean isJson() {
        String type = header(HeaderNames.CONTENT_TYPE).orElse("");
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip();
        return bare.equals(JSON) || bare.toLowerCase(Locale.ROOT).equals(JSON);
    }

    /** The problem as it goes out: with where, and in which request. */
    Answer answer(Problem problem) {
        return Problems.answer(problem, path(), requestId);
    }
}
