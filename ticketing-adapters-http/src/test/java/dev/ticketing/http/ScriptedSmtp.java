package dev.ticketing.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as a test wants, one conversation after the other. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final Optional<SSLContext> tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /**
     * @param answers to commands, by their first word; {@code .} is the end of a mail
     * @param tls offered by STARTTLS
     */
    ScriptedSmtp(Map<String, String> answers, Optional<SSLContext> tls) throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.answers = answers;
        this.tls = tls;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Commands as they came; of those within TLS, with a star before. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                new Conversation(client, "").run("220 localhost ESMTP");
            } catch (IOException e) {
                // The client or the test has gone.
            }
        }
    }

    private final class Conversation {

        private final Socket client;
        private final String mark;
        private final BufferedReader in;
        private final Writer out;

        Conversation(Socket client, String mark) throws IOException {
            this.client = client;
            this.mark = mark;
            this.in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.US_ASCII));
            this.out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
        }

        void run(String greeting) throws IOException {
            say(greeting);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(mark + line);
                String command = line.split(" ", 2)[0];
                switch (command) {
                    case "EHLO" ->
                            say(
                                    tls.isPresent() && mark.isEmpty()
                                            ? "250-localhost\r\n250 STARTTLS"
                                            : "250 localhost");
                    case "STARTTLS" -> {
                        say("220 go on");
                        within(tls.orElseThrow());
                        return;
                    }
                    case "DATA" -> data();
                    default -> say(answers.getOrDefault(command, "250 fine"));
                }
            }
        }

        private void data() throws IOException {
            String answer = answers.getOrDefault("DATA", "354 go on");
            say(answer);
            if (answer.startsWith("354")) {
                String line = in.readLine();
                while (line != null && !line.equals(".")) {
                    line = in.readLine();
                }
                say(answers.getOrDefault(".", "250 taken"));
            }
        }

        private void within(SSLContext context) throws IOException {
            SSLSocket secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(client, "localhost", client.getPort(), true);
            secure.setUseClientMode(false);
            Conversation inner = new Conversation(secure, "*");
            String line = inner.in.readLine();
            if (line != null) {
                heard.add("*" + line);
                inner.run("250 localhost");
            }
        }

        private void say(String answer) throws IOException {
            out.write(answer + "\r\n");
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
