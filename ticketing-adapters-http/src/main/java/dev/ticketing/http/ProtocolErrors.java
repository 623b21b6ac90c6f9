package dev.ticketing.http;

import dev.ticketing.core.kernel.IdSource;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

import java.time.Duration;

/** Answers what never became a request. The connection ends with it. */
final class ProtocolErrors implements DirectHandler {

    /** What the server says of headers that are too large; it has no status of its own for them. */
    private static final String HEADERS_TOO_LARGE = "Header size exceeded";

    private final StandardHeaders headers;
    private final IdSource ids;

    ProtocolErrors(StandardHeaders headers, IdSource ids) {
        this.headers = headers;
        this.ids = ids;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders responseHeaders,
            String message) {
        String requestId = ids.next().toString();
        Problem problem = problem(status, HEADERS_TOO_LARGE.equals(message));
        headers.addTo(responseHeaders);
        for (Header header : problem.headers()) {
            responseHeaders.set(header);
        }
        responseHeaders.set(StandardHeaders.PROBLEM_JSON);
        responseHeaders.set(HeaderValues.create(StandardHeaders.REQUEST_ID, requestId));
        return TransportResponse.builder()
                .status(problem.code().status())
                .headers(responseHeaders)
                .keepAlive(false)
                .entity(Problems.write(problem, "", requestId))
                .build();
    }

    private static Problem problem(Status status, boolean headersTooLarge) {
        if (headersTooLarge) {
            return Problem.of(
                    ProblemCode.HEADERS_TOO_LARGE,
                    "Headers may have " + HttpServer.MAX_HEADER_BYTES + " bytes in all.");
        }
        return switch (status.code()) {
            case 413 -> Bodies.tooLarge();
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "The request line is too long.");
            case 503 -> Problem.unavailable(Duration.ofSeconds(1));
            case 500 -> Problem.of(ProblemCode.INTERNAL, "The request could not be served.");
            default -> Problem.of(ProblemCode.MALFORMED_REQUEST, "This is not HTTP as we know it.");
        };
    }
}
