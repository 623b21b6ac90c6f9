package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.websocket.WsSession;

import java.time.Duration;

/** Messages as text frames, signs of life as pings. */
final class WebSocketWire implements Wire {

    /** Proxies give up a connection after a minute of silence, we after two that were missed. */
    private static final Duration BEAT_EVERY = Duration.ofSeconds(25);

    private final WsSession session;
    private final HelidonSocket socket;

    WebSocketWire(WsSession session, HelidonSocket socket) {
        this.session = session;
        this.socket = socket;
    }

    @Override
    public void tell(News news) {
        session.send(news.json(), true);
    }

    @Override
    public void beat() {
        session.ping(BufferData.empty());
    }

    @Override
    public Duration beatEvery() {
        return BEAT_EVERY;
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    /** The other side closes the connection when it has read so far. */
    @Override
    public void end(Goodbye goodbye) {
        goodbye.words().ifPresent(this::tell);
        session.close(goodbye.code(), goodbye.reason());
    }

    @Override
    public void cut() {
        EventStreamWire.close(socket);
    }
}
