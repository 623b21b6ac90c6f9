package dev.ticketing.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks as much HTTP/1.1 as a load needs, and says exactly what it is told to. */
final class ScriptedServer implements AutoCloseable {

    /** What to write in answer to a request, piece by piece; none hangs up. */
    @FunctionalInterface
    interface Answers {
        List<String> to(String request);
    }

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket server;
    private final Answers answers;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private ScriptedServer(ServerSocket server, Answers answers) {
        this.server = server;
        this.answers = answers;
    }

    static ScriptedServer start(Answers answers) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer server = new ScriptedServer(socket, answers);
        server.executor.execute(server::accept);
        return server;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                executor.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test has ended.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String request = request(in);
            while (!request.isEmpty()) {
                requests.add(request);
                List<String> pieces = answers.to(request);
                if (pieces.isEmpty()) {
                    return;
                }
                for (String piece : pieces) {
                    out.write(piece.getBytes(ISO_8859_1));
                    out.flush();
                }
                request = request(in);
            }
        } catch (IOException e) {
            // The load has hung up.
        }
    }

    /** Head and body; empty at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            text.append((char) next);
        }
        int length = 0;
        for (String line : text.toString().split("\r\n", -1)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return text + new String(in.readNBytes(length), ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.close();
    }
}
