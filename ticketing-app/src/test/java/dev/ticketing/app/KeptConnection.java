package dev.ticketing.app;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * One keep-alive connection to a server that may die, made anew when it breaks. As light as it can
 * be, because it shares the machine with the server. For one thread.
 */
final class KeptConnection implements AutoCloseable {

    /** A request takes 30 s at most, by the contract; the rest is for a machine that is busy. */
    static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String LENGTH = "content-length:";
    private static final String CLOSING = "connection: close";

    private final IntSupplier port;
    private final Duration limit;
    private @Nullable Line open;

    /**
     * @param port asked whenever a connection is made: a server may come back on another one
     * @param limit for an answer
     */
    KeptConnection(IntSupplier port, Duration limit) {
        this.port = port;
        this.limit = limit;
    }

    private record Line(Socket socket, InputStream in) {}

    /**
     * Posts under a key, which is the request id too.
     *
     * @param body empty for none
     * @throws UncheckedIOException if no answer came: whether it has happened is not known
     * @throws AssertionError if a server that is alive took too long
     */
    Reply post(String path, String token, String key, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n")
                        + ("Authorization: Bearer " + token + "\r\n")
                        + ("Idempotency-Key: " + key + "\r\nX-Request-Id: " + key + "\r\n")
                        + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                        + ("Content-Length: " + bytes.length + "\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        boolean answered = false;
        try {
            Line line = line();
            line.socket.getOutputStream().write(request.toByteArray());
            Reply reply = answer(line);
            answered = true;
            return reply;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer within " + limit + " to " + path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private Line line() throws IOException {
        Line line = open;
        if (line == null) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            line = new Line(socket, new BufferedInputStream(socket.getInputStream()));
            open = line;
        }
        return line;
    }

    private Reply answer(Line line) throws IOException {
        int status = Integer.parseInt(text(line.in).split(" ", 3)[1]);
        int length = 0;
        boolean last = false;
        String header = text(line.in).toLowerCase(Locale.ROOT);
        while (!header.isEmpty()) {
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            last |= header.equals(CLOSING);
            header = text(line.in).toLowerCase(Locale.ROOT);
        }
        byte[] body = line.in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("in the middle of an answer");
        }
        if (last) {
            close();
        }
        return new Reply(
                status, length == 0 ? TestApi.JSON.missingNode() : TestApi.JSON.readTree(body));
    }

    private static String text(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("before the end of an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() {
        Line line = open;
        open = null;
        if (line != null) {
            try {
                line.socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
