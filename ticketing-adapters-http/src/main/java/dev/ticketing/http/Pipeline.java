package dev.ticketing.http;

import dev.ticketing.core.kernel.IdSource;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Optional;

/** What happens to every request before and after its call. */
final class Pipeline {

    private static final String SCHEME = "Bearer ";

    private final StandardHeaders headers;
    private final Cors cors;
    private final AccessTokens tokens;
    private final MinPosition minPosition;
    private final Deadline deadline;
    private final IdSource ids;

    Pipeline(
            StandardHeaders headers,
            Cors cors,
            AccessTokens tokens,
            MinPosition minPosition,
            Deadline deadline,
            IdSource ids) {
        this.headers = headers;
        this.cors = cors;
        this.tokens = tokens;
        this.minPosition = minPosition;
        this.deadline = deadline;
        this.ids = ids;
    }

    void handle(Route route, ServerRequest request, ServerResponse response) {
        answer(request, response, exchange -> answer(route, exchange));
    }

    /** Answers without looking at credentials: a path or method that there is not. */
    void answer(ServerRequest request, ServerResponse response, Call call) {
        Exchange exchange = Exchange.of(request, ids.next());
        Answer answer = Failures.guard(exchange, call);
        response.status(answer.status());
        headers.addTo(response.headers());
        cors.addTo(exchange, response.headers());
        response.header(HeaderValues.create(StandardHeaders.REQUEST_ID, exchange.requestId()));
        for (Header header : answer.headers()) {
            response.headers().set(header);
        }
        response.whenSent(() -> sent(response));
        send(request, response, answer);
    }

    private Answer answer(Route route, Exchange anonymous) {
        Exchange exchange = anonymous.as(identity(anonymous));
        switch (route.access()) {
            case ANYBODY -> {
                // Nobody in particular has to be signed in.
            }
            case SIGNED_IN -> exchange.signedIn();
        }
        if (route.reads()) {
            minPosition.await(exchange);
        }
        return route.call().answer(exchange);
    }

    private Optional<Identity> identity(Exchange exchange) {
        Optional<String> sent = exchange.header(HeaderNames.AUTHORIZATION);
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
