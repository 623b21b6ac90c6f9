package dev.ticketing.app;

import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.http.HttpDependencies;
import dev.ticketing.http.HttpServer;
import dev.ticketing.http.HttpSettings;
import dev.ticketing.http.ResilientPaymentProvider;
import dev.ticketing.postgres.PostgresTicketing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A running system: core, adapters and everything that they need, wired together. */
final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final PaymentGateway gateway;
    private final Threads threads;
    private final Ticketing ticketing;
    private final HttpServer http;
    private final Duration grace;

    private Server(
            Database database,
            PaymentGateway gateway,
            Threads threads,
            Ticketing ticketing,
            HttpServer http,
            Duration grace) {
        this.database = database;
        this.gateway = gateway;
        this.threads = threads;
        this.ticketing = ticketing;
        this.http = http;
        this.grace = grace;
    }

    /**
     * Starts it; when this returns it is ready to be asked.
     *
     * @throws ConfigurationException if the configuration cannot be used
     */
    static Server start(Configuration configuration) {
        return start(configuration, Clock.systemUTC());
    }

    static Server start(Configuration configuration, InstantSource clock) {
        Ticketing.Options options =
                new Ticketing.Options(new PaymentConfiguration(configuration).lateCapture());
        Server server =
                start(
                        configuration,
                        clock,
                        (stores, platform, provider, mailing) ->
                                Ticketing.start(
                                        stores, platform, provider, options, Optional.of(mailing)));
        server.gateway.tellAt(server.port(), server.threads);
        return server;
    }

    /**
     * Starts it without anything that follows the log, to measure what following costs; the
     * simulated provider tells nothing by itself.
     */
    static Server startWritesOnly(Configuration configuration) {
        return start(
                configuration,
                Clock.systemUTC(),
                (stores, platform, provider, mailing) ->
                        Ticketing.startWritesOnly(stores, platform, provider));
    }

    /** How the system is started on what it needs. */
    @FunctionalInterface
    private interface Starting {
        Ticketing start(
                Ticketing.Stores stores,
                Ticketing.Platform platform,
                PaymentProvider provider,
                Mailing mailing);
    }

    private static Server start(
            Configuration configuration, InstantSource clock, Starting starting) {
        configuration.requireUsable();
        Database database = Database.open(configuration);
        try {
            database.postgres().migrate();
            return start(configuration, clock, database, starting);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Server start(
            Configuration configuration,
            InstantSource clock,
            Database database,
            Starting starting) {
        MailRoom mailRoom = MailRoom.open(configuration);
        Threads threads = Threads.start();
        try {
            PaymentGateway gateway = PaymentGateway.open(configuration, clock);
            Ticketing ticketing =
                    ticketing(
                            clock,
                            database,
                            threads,
                            new ResilientPaymentProvider(gateway.provider()),
                            mailRoom,
                            starting);
            try {
                HttpServer http =
                        http(configuration, clock, database, threads, gateway, mailRoom, ticketing);
                forgetRegularly(threads, database.postgres(), clock);
                return new Server(
                        database, gateway, threads, ticketing, http, configuration.shutdownGrace());
            } catch (RuntimeException e) {
                ticketing.stop().join();
                throw e;
            }
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private static Ticketing ticketing(
            InstantSource clock,
            Database database,
            Threads threads,
            PaymentProvider provider,
            MailRoom mailRoom,
            Starting starting) {
        Ticketing.Platform platform =
                new Ticketing.Platform(
                        clock,
                        new UuidV7Source(clock),
                        threads.requests(),
                        threads.writers(),
                        Scheduler.on(threads.timer()),
                        Server::report,
                        MailboxLimits.DEFAULT);
        PostgresTicketing postgres = database.postgres();
        return starting.start(
                postgres.stores(platform),
                platform,
                provider,
                mailRoom.mailing(postgres.identityStore()));
    }

    /** A line for each failure: during an outage there are many, and all say the same. */
    static void report(String task, Throwable cause) {
        LOG.warn("{} failed: {}", task, Failures.inWords(cause));
        LOG.debug("{} failed", task, cause);
    }

    private static HttpServer http(
            Configuration configuration,
            InstantSource clock,
            Database database,
            Threads threads,
            PaymentGateway gateway,
            MailRoom mailRoom,
            Ticketing ticketing) {
        PostgresTicketing postgres = database.postgres();
        IdSource ids = new UuidV7Source(clock);
        SignIn signIn =
                new SignIn(
                        postgres.identityStore(),
                        mailRoom.mailer(),
                        SecretSource.random(),
                        ids,
                        clock,
                        new SignIn.Settings(
                                mailRoom::publicUrl,
                                configuration.admin(),
                                configuration.rateLimits()));
        HttpServer http =
                HttpServer.start(
                        new HttpSettings(
                                configuration.text(Setting.HTTP_HOST),
                                configuration.port(),
                                mailRoom.publicUrl(),
                                configuration.isDevelopment(),
                                configuration.corsOrigins(),
                                configuration.rateLimits(),
                                configuration.feedKey(),
                                configuration.metricsPort(),
                                configuration.shutdownGrace()),
                        new HttpDependencies(
                                ticketing,
                                signIn,
                                postgres.signingKeys(),
                                postgres.idempotencyStore(),
                                mailRoom.devMailbox(),
                                HealthProbes.of(postgres, ticketing, gateway.provider()),
                                Map.of(),
                                gateway.readers(),
                                threads.requests(),
                                Scheduler.on(threads.timer()),
                                clock,
                                ids));
        mailRoom.listensOn(http.port());
        return http;
    }

    private static void forgetRegularly(
            Threads threads, PostgresTicketing postgres, InstantSource clock) {
        var unused =
                threads.timer()
                        .scheduleWithFixedDelay(
                                () -> threads.requests().execute(() -> forget(postgres, clock)),
                                FORGET_EVERY.toSeconds(),
                                FORGET_EVERY.toSeconds(),
                                TimeUnit.SECONDS);
    }

    private static void forget(PostgresTicketing postgres, InstantSource clock) {
        try {
            postgres.idempotencyStore().forget(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("old idempotency keys could not be forgotten", e);
        }
        try {
            postgres.webhookInbox().forget(WebhookInbox.MEMORY);
        } catch (RuntimeException e) {
            LOG.warn("old webhooks could not be forgotten", e);
        }
    }

    int port() {
        return http.port();
    }

    Ticketing ticketing() {
        return ticketing;
    }

    Database database() {
        return database;
    }

    /** No new work; what is running is finished, as long as the grace lasts. */
    @Override
    public void close() {
        Instant deadline = Clock.systemUTC().instant().plus(grace);
        gateway.fallSilent();
        http.close();
        try {
            Duration left = Duration.between(Clock.systemUTC().instant(), deadline);
            ticketing
                    .stop()
                    .orTimeout(Math.max(1_000, left.toMillis()), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("not everything was finished in time", e);
        }
        threads.close();
        gateway.close();
        database.close();
        WriteStatistics writes = ticketing.statistics();
        LOG.info("writes: units={}, conflicts={}", writes.units(), writes.conflicts());
    }
}
