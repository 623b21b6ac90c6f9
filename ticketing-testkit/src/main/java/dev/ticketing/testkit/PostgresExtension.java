package dev.ticketing.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real PostgreSQL: a parameter of type {@link TestDatabase}, in a constructor, a test
 * or a lifecycle method, is a fresh one that lives as long as the outermost test class.
 *
 * <p>One server serves the whole run: the configured one (environment {@code
 * TICKETING_TEST_DB_URL}, {@code TICKETING_TEST_DB_USER}, {@code TICKETING_TEST_DB_PASSWORD}); else
 * a container, if a Docker engine answers; else embedded binaries. Without any of them tests fail;
 * they are never skipped. A configured server that does not answer is a failure too: results from
 * another one would mislead. In its database each test class gets a schema of its own, which is
 * dropped at its end; its user has to be allowed to make one. On a server that is started here it
 * is a database.
 *
 * <p>A server that is started here does not wait for the disk, unless {@code
 * TICKETING_TEST_DB_FSYNC=on}. {@code TICKETING_TEST_DB_IMAGE} names another container image.
 */
public final class PostgresExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PostgresServer server =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(
                                PostgresServer.class,
                                key -> PostgresServers.start(System.getenv()),
                                PostgresServer.class);
        return outermostClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        Lease.class, key -> new Lease(server, server.create()), Lease.class)
                .database;
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext parent = context.getParent().orElseThrow();
        return parent.equals(context.getRoot()) ? context : outermostClass(parent);
    }

    /** Closed by JUnit when the test class has ended. */
    private record Lease(PostgresServer server, TestDatabase database) implements AutoCloseable {
        @Override
        public void close() {
            server.drop(database);
        }
    }
}
