package dev.ticketing.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Runs the server until it is told to end. */
final class ServeCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Configuration configuration;
    private final PrintStream out;

    ServeCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** Does not return: the process ends with 0 when it is terminated. */
    int run(boolean demo) {
        Server server = Server.start(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "ticketing-shutdown"));
        server.database().isClosedByItsOwner();
        if (demo) {
            new Demo(server.ticketing(), server.database().postgres(), out).fill();
        }
        greet(server);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** A process that ends by a signal would otherwise not end with 0. */
    private static void end(Server server) {
        int exit = 0;
        try {
            server.close();
        } catch (RuntimeException e) {
            LOG.error("shutting down failed", e);
            exit = 1;
        }
        Runtime.getRuntime().halt(exit);
    }

    private void greet(Server server) {
        String url = Urls.http(configuration.text(Setting.HTTP_HOST), server.port());
        out.println("Listening on " + url);
        if (configuration.isDevelopment()) {
            out.println(
                    """

                    Development mode: nothing here is safe for production.
                      Sign in:   POST %1$s/auth/magic-link/request {"email": "you@example.com"}
                      Mailbox:   %1$s/dev/mailbox?to=you@example.com
                      Admin:     %2$s
                      Guide:     %1$s/ and README.md
                      Data:      %3$s
                    """
                            .formatted(
                                    url,
                                    configuration.text(Setting.ADMIN_EMAIL),
                                    configuration.isEmbedded()
                                            ? configuration.dataDirectory()
                                            : configuration.shown(Setting.DB_URL)));
        }
        out.flush();
    }
}
