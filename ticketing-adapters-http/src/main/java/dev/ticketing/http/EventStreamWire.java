package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Messages as Server-Sent Events, signs of life as comments. */
final class EventStreamWire implements Wire {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final Duration BEAT_EVERY = Duration.ofSeconds(15);

    private final ConnectionContext connection;

    EventStreamWire(ConnectionContext connection) {
        this.connection = connection;
    }

    @Override
    public void tell(News news) {
        write(news.event());
    }

    @Override
    public void beat() {
        write(COMMENT);
    }

    private void write(byte[] bytes) {
        connection.dataWriter().writeNow(BufferData.create(bytes));
    }

    @Override
    public Duration beatEvery() {
        return BEAT_EVERY;
    }

    @Override
    public boolean isAnswered() {
        return false;
    }

    /** There are no words for it. */
    @Override
    public void end(Goodbye goodbye) {
        cut();
    }

    @Override
    public void cut() {
        close(connection.serverSocket());
    }

    static void close(HelidonSocket socket) {
        try {
            socket.close();
        } catch (RuntimeException e) {
            // Closed already.
        }
    }
}
