package dev.ticketing.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

/** Reading bodies, and what can go wrong with that. */
final class Bodies {

    /** The most bytes that a body may have. */
    static final int MAX_BYTES = 1 << 20;

    private static final byte[] NONE = {};

    private Bodies() {}

    static byte[] read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return NONE;
        }
        try {
            return request.content().as(byte[].class);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the caller has gone", e);
        } catch (RequestException e) {
            throw refused(e.status());
        } catch (HttpException e) {
            throw refused(e.status());
        } catch (RuntimeException e) {
            // A chunk that is none: where the next request begins, nobody knows.
            throw refused(Status.BAD_REQUEST_400);
        }
    }

    /** What is left of the body must not be taken for the next request. */
    private static Stop refused(Status status) {
        Problem problem =
                status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                        ? tooLarge()
                        : Problem.of(ProblemCode.MALFORMED_REQUEST, "The body cannot be read.");
        return new Stop(problem.with(HeaderValues.CONNECTION_CLOSE));
    }

    static Problem tooLarge() {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE, "A body may have " + MAX_BYTES + " bytes at most.");
    }
}
