package dev.ticketing.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.util.OptionalLong;

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
            return entity(request);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (IOException e) {
            throw new CloseConnectionException("the caller has gone", e);
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

    /** Into a buffer as long as the body says it is: most are far shorter than the usual buffer. */
    private static byte[] entity(ServerRequest request) throws IOException {
        OptionalLong length = request.headers().contentLength();
        if (length.isEmpty() || length.getAsLong() > MAX_BYTES) {
            return request.content().as(byte[].class);
        }
        // One more, to meet the end.
        return request.content().inputStream().readNBytes((int) length.getAsLong() + 1);
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
