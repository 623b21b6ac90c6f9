package dev.ticketing.testkit.network;

import dev.ticketing.testkit.TestDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A network between a client and a server over TCP, without TLS, that fails when a test says so,
 * and in the way that it says. It leads {@link #to} a server, which is reached by what {@link
 * #leadingTo} returns, and has a fault from {@link #has} until it {@link #heals}. One fault at a
 * time. Safe for any number of threads.
 */
public final class FaultProxy implements AutoCloseable {

    private static final String JDBC = "jdbc:";
    private static final int POSTGRES_PORT = 5_432;

    /** Those beyond it are reset. */
    static final int MAX_CONNECTIONS = 1_000;

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final FaultSwitch faults = new FaultSwitch();

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** A network that leads to a server, on a free port of this machine. */
    public static FaultProxy to(InetSocketAddress server) {
        try {
            FaultProxy proxy = new FaultProxy(server);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network that leads to the server of a database. */
    public static FaultProxy to(TestDatabase database) {
        URI url = URI.create(database.jdbcUrl().substring(JDBC.length()));
        int port = url.getPort() < 0 ? POSTGRES_PORT : url.getPort();
        return to(new InetSocketAddress(url.getHost(), port));
    }

    /** The same database, by way of this network. */
    public TestDatabase leadingTo(TestDatabase database) {
        URI url = URI.create(database.jdbcUrl().substring(JDBC.length()));
        String beyond = url.toString().replaceFirst("//[^/]*/", "//127.0.0.1:" + port() + "/");
        return new TestDatabase(
                JDBC + beyond, database.user(), database.password(), database.schema());
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on something is wrong, and nothing else. */
    public void has(Fault fault) {
        faults.becomes(fault);
    }

    /** Nothing is wrong any more. What was held back arrives, what was lost stays lost. */
    public void heals() {
        has(new Fault.None());
        dead().forEach(Connection::close);
    }

    private Stream<Connection> dead() {
        return connections.stream().filter(Connection::isDead);
    }

    /** Resets all connections, once; new ones may be made. */
    public void resets() {
        connections.forEach(Connection::reset);
    }

    /** How many connections are open, dead ones too. */
    public int connections() {
        return connections.size();
    }

    /** How many of them have lost something. */
    long deadConnections() {
        return dead().count();
    }

    /** How many commits have not been heard of in time, or never, because of a fault. */
    public int unheardCommits() {
        return faults.unheardCommits();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                open(listening.accept());
            } catch (IOException e) {
                // The client has gone, the server does not listen, or this is the end.
            }
        }
    }

    private void open(Socket client) throws IOException {
        boolean refused = faults.now() instanceof Fault.Refusal;
        if (refused || connections.size() >= MAX_CONNECTIONS) {
            Connection.reset(client);
            return;
        }
        Socket server = new Socket();
        try {
            server.connect(target);
        } catch (IOException e) {
            Connection.reset(client);
            throw e;
        }
        Connection connection = new Connection(client, server, faults, connections::remove);
        connections.add(connection);
        if (listening.isClosed()) {
            connection.close();
        }
        threads.execute(connection::carryRequests);
        threads.execute(connection::carryAnswers);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults.ends();
        connections.forEach(Connection::close);
        threads.close();
    }
}
