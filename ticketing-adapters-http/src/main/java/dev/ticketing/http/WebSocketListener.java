package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

import java.nio.charset.StandardCharsets;

/**
 * Hears what the other side of a WebSocket sends, on its connection's thread. There is nothing yet
 * that could be asked here, so every message is answered with what is wrong with it. Nothing is
 * thrown: the library would put the text of it on the wire.
 */
final class WebSocketListener implements WsListener {

    private static final int MAX_CONTROL_BYTES = 125;

    private final LiveConnections connections;
    private final LiveConnection connection;
    private final LiveConnections.Seat seat;
    private boolean inPieces;

    WebSocketListener(
            LiveConnections connections, LiveConnection connection, LiveConnections.Seat seat) {
        this.connections = connections;
        this.connection = connection;
        this.seat = seat;
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        if (isTooMuch()) {
            return;
        }
        boolean whole = last && !inPieces;
        inPieces = !last;
        if (last) {
            connection.offer(
                    whole
                            ? refusal(text)
                            : News.error(
                                    ProblemCode.MALFORMED_REQUEST,
                                    "A message has to be a single frame."));
        }
    }

    private static News refusal(String text) {
        ProblemCode code = ProblemCode.VALIDATION_FAILED;
        try {
            Json.read(text.getBytes(StandardCharsets.UTF_8), Exchange.Nothing.class);
        } catch (Stop stop) {
            code = stop.problem().code();
        }
        return News.error(
                code,
                code == ProblemCode.MALFORMED_REQUEST
                        ? "A message has to be a JSON object."
                        : "There is no message of this type.");
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        if (!isTooMuch()) {
            connection.offer(
                    News.error(ProblemCode.MALFORMED_REQUEST, "A message has to be text."));
        }
    }

    @Override
    public void onPing(WsSession session, BufferData buffer) {
        if (buffer.available() > MAX_CONTROL_BYTES) {
            connections.end(connection, Goodbye.PROTOCOL_ERROR);
        } else if (!isTooMuch()) {
            session.pong(buffer);
        }
    }

    @Override
    public void onPong(WsSession session, BufferData buffer) {
        if (connection.takeAnswer()) {
            connection.heard();
        } else {
            isTooMuch();
        }
    }

    private boolean isTooMuch() {
        connection.heard();
        if (seat.mayTell()) {
            return false;
        }
        connections.end(connection, Goodbye.TOO_MANY_MESSAGES);
        return true;
    }
}
