package dev.ticketing.http;

import dev.ticketing.core.kernel.IdSource;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Optional;

/** What happens to every request before and after its call. */
final class Pipeline {

    private static final String SCHEME = "Bearer ";
    private static final int HEAD_BYTES = 512;

    private final StandardHeaders headers;
    private final Cors cors;
    private final AccessTokens tokens;
    private final MinPosition minPosition;
    private final Deadline deadline;
    private final IdSource ids;
    private final RequestTimes times;

    Pipeline(
            StandardHeaders headers,
            Cors cors,
            AccessTokens tokens,
            MinPosition minPosition,
            Deadline deadline,
            IdSource ids,
            RequestTimes times) {
        this.headers = headers;
        this.cors = cors;
        this.tokens = tokens;
        this.minPosition = minPosition;
        this.deadline = deadline;
        this.ids = ids;
        this.times = times;
    }

    /** What handles the requests of a route. */
    Handler handler(Route route) {
        RequestTimes.Timer timer = times.of(route);
        return (request, response) ->
                answer(request, response, timer, exchange -> answer(route, exchange));
    }

    /** Answers without looking at credentials: a path or method that there is not. */
    void answer(ServerRequest request, ServerResponse response, Call call) {
        answer(request, response, times.ofOther(), call);
    }

    private void answer(
            ServerRequest request, ServerResponse response, RequestTimes.Timer timer, Call call) {
        long began = System.nanoTime();
        Exchange exchange = Exchange.of(request, ids.next());
        Answer answer = Failures.guard(exchange, call);
        response.status(answer.status());
        headers.addTo(response.headers());
        cors.addTo(exchange, response.headers());
        response.header(HeaderValues.create(StandardHeaders.REQUEST_ID, exchange.requestId()));
        for (Header header : answer.headers()) {
            response.headers().set(header);
        }
        if (answer.conversation().isPresent()) {
            converse(answer.status(), response.headers(), answer.conversation().get());
        }
        response.whenSent(
                () -> {
                    timer.took(answer.status(), System.nanoTime() - began);
                    sent(response);
                });
        send(request, response, answer);
    }

    /** Returns never: the connection ends with the conversation. */
    private void converse(Status status, ServerResponseHeaders head, Conversation conversation) {
        try {
            conversation.hold(
                    deadline::lift, connection -> write(status, head, connection.dataWriter()));
        } catch (RuntimeException e) {
            // They have gone, mostly; nothing else can be said on this connection either.
            throw new CloseConnectionException("the conversation broke off", e);
        }
        throw new CloseConnectionException("the conversation is over");
    }

    /** As it is: the server would add a length, or chunks. */
    private static void write(Status status, ServerResponseHeaders head, DataWriter out) {
        head.setIfAbsent(HeaderValues.create(HeaderNames.DATE, DateTime.rfc1123String()));
        BufferData bytes = BufferData.growing(HEAD_BYTES);
        bytes.writeAscii("HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n");
        for (Header header : head) {
            header.writeHttp1Header(bytes);
        }
        bytes.writeAscii("\r\n");
        out.writeNow(bytes);
    }

    private Answer answer(Route route, Exchange anonymous) {
        Exchange exchange =
                route.access() == Route.Access.BY_SIGNATURE
                        ? anonymous
                        : anonymous.as(identity(anonymous));
        switch (route.access()) {
            case ANYBODY, BY_SIGNATURE -> {
                // Nobody in particular has to be signed in.
            }
            case SIGNED_IN -> exchange.signedIn();
            case ADMIN -> exchange.requireAdmin();
        }
        if (route.reads()) {
            minPosition.await(exchange);
        }
        return route.call().answer(exchange);
    }

    private Optional<Identity> identity(Exchange exchange) {
        Optional<String> sent = credentials(exchange);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        String value = sent.get();
        Optional<Identity> identity =
                value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? tokens.verify(value.substring(SCHEME.length()).strip())
                        : Optional.empty();
        if (identity.isEmpty()) {
            throw new Stop(
                    Problem.of(
                                    ProblemCode.UNAUTHENTICATED,
                                    "The access token is not valid, or no longer.")
                            .with(StandardHeaders.BEARER_INVALID));
        }
        return identity;
    }

    private static Optional<String> credentials(Exchange exchange) {
        return exchange.header(HeaderNames.AUTHORIZATION)
                .or(
                        () ->
                                exchange.header(Handshake.PROTOCOL)
                                        .flatMap(Handshake::token)
                                        .map(token -> SCHEME + " " + token));
    }

    private static void send(ServerRequest request, ServerResponse response, Answer answer) {
        byte[] body = answer.body();
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(
                    HeaderValues.create(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length)));
            response.send();
        } else if (body.length == 0) {
            response.send();
        } else {
            response.send(body);
        }
    }

    /** The server announces that it closes a connection, but leaves the closing to us. */
    private void sent(ServerResponse response) {
        deadline.met();
        if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("announced");
        }
    }
}
