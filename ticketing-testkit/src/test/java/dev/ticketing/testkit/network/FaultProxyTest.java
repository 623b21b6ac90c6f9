package dev.ticketing.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Each fault as a client of a plain server sees it. */
class FaultProxyTest {

    /** Long enough for anything to arrive that is on its way; too little would pass by luck. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EchoServer server = new EchoServer();
    private final FaultProxy network = FaultProxy.to(server.address());

    @AfterEach
    void close() {
        network.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), network.port());
        socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    private static String hear(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static void assertEcho(Socket socket, String words) throws IOException {
        say(socket, words);
        assertThat(hear(socket, words.length())).isEqualTo(words);
    }

    private static void assertSilence(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void without_a_fault_everything_arrives_also_the_end() throws Exception {
        String much = "word ".repeat(100_000);
        try (Socket client = connect()) {
            Thread talking = Thread.startVirtualThread(() -> sayOrFail(client, much));
            assertThat(hear(client, much.length())).isEqualTo(much);
            assertThat(talking.join(LIMIT)).isTrue();
        }
        await(() -> server.clients() == 0 && network.connections() == 0);
    }

    private static void sayOrFail(Socket client, String words) {
        try {
            say(client, words);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void latency_is_each_way() throws IOException {
        network.has(new Fault.Latency(Duration.ofMillis(60), Duration.ofMillis(20)));
        try (Socket client = connect()) {
            long before = System.nanoTime();
            assertEcho(client, "slow");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Latency(Duration.ofMillis(-1), Duration.ZERO));
    }

    @Test
    void what_is_stalled_arrives_when_the_network_heals() throws IOException {
        try (Socket client = connect()) {
            assertEcho(client, "before");
            network.has(new Fault.Stall());
            say(client, "meanwhile");
            assertSilence(client);

            network.heals();

            assertThat(hear(client, 9)).isEqualTo("meanwhile");
        }
    }

    @Test
    void a_half_open_connection_loses_everything_and_neither_side_is_told() throws IOException {
        try (Socket client = connect()) {
            assertEcho(client, "before");
            network.has(new Fault.HalfOpen());
            say(client, "lost");
            assertSilence(client);
        }
        assertThat(server.clients()).as("it has not heard of the client's end").isOne();

        network.heals();

        await(() -> server.clients() == 0);
    }

    @Test
    void a_connection_that_has_lost_something_never_comes_back_and_others_do() throws IOException {
        try (Socket one = connect();
                Socket other = connect()) {
            assertEcho(one, "before");
            assertEcho(other, "before");
            network.has(new Fault.HalfOpen());
            say(one, "lost");
            await(() -> network.deadConnections() == 1);
            assertSilence(one);
            network.heals();

            assertThat(one.getInputStream().read()).isEqualTo(-1);
            assertEcho(other, "after");
        }
    }

    @Test
    void a_reset_ends_what_is_open_and_lets_others_in() throws IOException {
        try (Socket client = connect()) {
            assertEcho(client, "before");
            network.resets();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        await(() -> server.clients() == 0);
        try (Socket client = connect()) {
            assertEcho(client, "after");
        }
    }

    private void assertNobodyIsLetIn() {
        assertThatThrownBy(
                        () -> {
                            try (Socket client = connect()) {
                                say(client, "hello");
                                assertThat(client.getInputStream().read()).isNotEqualTo(-1);
                            }
                        })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void a_refusal_is_for_new_connections_alone() throws IOException {
        try (Socket old = connect()) {
            assertEcho(old, "before");
            network.has(new Fault.Refusal());
            assertNobodyIsLetIn();
            assertEcho(old, "during");
        }
        network.heals();
        try (Socket client = connect()) {
            assertEcho(client, "after");
        }
    }

    @Test
    void a_server_that_does_not_listen_is_as_one_that_refuses() throws IOException {
        server.close();
        assertNobodyIsLetIn();
        assertThat(network.connections()).isZero();
    }

    @Test
    void the_end_of_a_network_ends_all_that_waits_in_it() throws IOException {
        try (Socket client = connect()) {
            assertEcho(client, "before");
            network.has(new Fault.Stall());
            say(client, "never");
            network.close();
            assertThat(network.connections()).isZero();
            await(() -> server.clients() == 0);
        }
    }
}
