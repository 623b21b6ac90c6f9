package dev.ticketing.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Very many who watch the places of one show over WebSockets, on one thread, in a process of their
 * own: started by the benchmark, it says when all are connected, is told how many places are left
 * in the end, and says what they have heard.
 */
public final class Subscribers {

    private static final int PENDING = 100;
    private static final int BUFFER_BYTES = 2_048;
    private static final int ADDRESSES = 8;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final Duration TO_CONNECT = Duration.ofMinutes(5);
    private static final Duration TO_HEAR = Duration.ofSeconds(15);

    private final InetSocketAddress server;
    private final byte[] handshake;
    private final int wanted;
    private final List<Watcher> watchers = new ArrayList<>();
    private int opened;
    private int welcomed;
    private int lost;
    private long messages;

    private Subscribers(InetSocketAddress server, String show, int wanted) {
        this.server = server;
        this.handshake = handshake(show).getBytes(StandardCharsets.US_ASCII);
        this.wanted = wanted;
    }

    private static String handshake(String show) {
        return """
        GET /api/ws/availability/%s HTTP/1.1\r
        Host: bench\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        \r
        """
                .formatted(show);
    }

    /**
     * What they have heard, on one line of the process's output.
     *
     * @param told who have been told the places that are left in the end
     * @param lost connections that were closed
     * @param latest when the last of them was told, in milliseconds of the epoch
     */
    public record Heard(long messages, int told, int lost, long latest) {

        String line() {
            return messages + " " + told + " " + lost + " " + latest;
        }

        public static Heard parse(String line) {
            String[] words = line.split(" ", -1);
            return new Heard(
                    Long.parseLong(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3]));
        }
    }

    /**
     * The whole life of the process.
     *
     * @param in where it is told how many places are left in the end, on a line
     */
    public static void run(
            InetSocketAddress server, String show, int wanted, InputStream in, PrintStream out)
            throws IOException {
        Subscribers all = new Subscribers(server, show, wanted);
        try (Selector selector = Selector.open()) {
            all.connect(selector);
            out.println(all.welcomed);
            out.flush();
            out.println(all.listen(selector, in).line());
            out.flush();
        }
    }

    private void connect(Selector selector) throws IOException {
        long deadline = System.nanoTime() + TO_CONNECT.toNanos();
        while (welcomed + lost < wanted && System.nanoTime() < deadline) {
            while (opened < wanted && opened - welcomed - lost < PENDING) {
                open(selector);
            }
            selector.select(this::ready, LOOK_EVERY_MILLIS);
        }
    }

    private void open(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Each address has ports of its own.
        channel.bind(new InetSocketAddress("127.0.0." + (1 + opened % ADDRESSES), 0));
        channel.connect(server);
        channel.write(ByteBuffer.wrap(handshake));
        channel.configureBlocking(false);
        Watcher watcher = new Watcher(channel);
        channel.register(selector, SelectionKey.OP_READ, watcher);
        watchers.add(watcher);
        opened++;
    }

    private Heard listen(Selector selector, InputStream in) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        while (!lines.ready()) {
            selector.select(this::ready, LOOK_EVERY_MILLIS);
        }
        String line = lines.readLine();
        long left = Long.parseLong(line == null ? "-1" : line);
        long deadline = System.nanoTime() + TO_HEAR.toNanos();
        while (heard(left).told() + lost < welcomed && System.nanoTime() < deadline) {
            selector.select(this::ready, LOOK_EVERY_MILLIS);
        }
        return heard(left);
    }

    private Heard heard(long left) {
        int told = 0;
        long latest = 0;
        for (Watcher watcher : watchers) {
            if (watcher.available == left) {
                told++;
                latest = Math.max(latest, watcher.at);
            }
        }
        return new Heard(messages, told, lost, latest);
    }

    private void ready(SelectionKey key) {
        Watcher watcher = (Watcher) key.attachment();
        try {
            watcher.read();
        } catch (IOException e) {
            lost++;
            key.cancel();
        }
    }

    /** One of them. */
    private final class Watcher {

        private static final int PING = 9;
        private static final int PONG = 0x8A;
        private static final int MASKED = 0x80;
        private static final int LONG_LENGTH = 126;
        private static final String AVAILABLE = "\"available\":";

        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        private boolean upgraded;
        private long available = -1;
        private long at;

        Watcher(SocketChannel channel) {
            this.channel = channel;
        }

        void read() throws IOException {
            if (channel.read(buffer) < 0) {
                throw new IOException("closed by the server");
            }
            buffer.flip();
            if (!upgraded) {
                upgraded = skipHead();
            }
            while (upgraded && frame()) {
                // The next one.
            }
            buffer.compact();
        }

        private boolean skipHead() throws IOException {
            String head =
                    new String(buffer.array(), 0, buffer.limit(), StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            if (!head.startsWith("HTTP/1.1 101")) {
                throw new IOException(head);
            }
            buffer.position(end + 4);
            return true;
        }

        /** True if there was a whole one. */
        private boolean frame() throws IOException {
            int start = buffer.position();
            if (buffer.remaining() < 2) {
                return false;
            }
            int kind = buffer.get() & 0x0F;
            int length = buffer.get() & 0x7F;
            if (length == LONG_LENGTH) {
                if (buffer.remaining() < 2) {
                    buffer.position(start);
                    return false;
                }
                length = buffer.getShort() & 0xFFFF;
            }
            if (buffer.remaining() < length) {
                buffer.position(start);
                return false;
            }
            byte[] content = new byte[length];
            buffer.get(content);
            if (kind == 1) {
                take(new String(content, StandardCharsets.UTF_8));
            } else if (kind == PING) {
                pong(content);
            }
            return true;
        }

        private void take(String message) {
            int from = message.indexOf(AVAILABLE) + AVAILABLE.length();
            int to = from;
            while (to < message.length() && Character.isDigit(message.charAt(to))) {
                to++;
            }
            if (to == from) {
                return;
            }
            if (available < 0) {
                welcomed++;
            }
            messages++;
            available = Long.parseLong(message.substring(from, to));
            at = System.currentTimeMillis();
        }

        private void pong(byte[] content) throws IOException {
            ByteBuffer pong = ByteBuffer.allocate(content.length + 6);
            pong.put((byte) PONG).put((byte) (MASKED | content.length)).putInt(0).put(content);
            pong.flip();
            while (pong.hasRemaining()) {
                channel.write(pong);
            }
        }
    }
}
