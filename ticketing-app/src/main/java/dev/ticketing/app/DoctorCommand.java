package dev.ticketing.app;

import dev.ticketing.http.stripe.StripeSettings;
import dev.ticketing.postgres.PostgresTicketing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says what is configured, what can be reached, and what is unsafe. Changes nothing. */
final class DoctorCommand {

    private static final int WIDTH = 29;

    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Configuration configuration;
    private final Set<String> variables;
    private final PrintStream out;
    private boolean healthy = true;

    /** Takes the names of all variables of the environment too, to point at misspelt ones. */
    DoctorCommand(Configuration configuration, Set<String> variables, PrintStream out) {
        this.configuration = configuration;
        this.variables = variables;
        this.out = out;
    }

    /** 0 if a server would start and be safe, else 1. */
    int run() {
        out.println(Version.line());
        out.println();
        configured();
        out.println();
        check("configuration", this::usable);
        check("database", this::database);
        check("payment provider", this::paymentProvider);
        check("port", this::port);
        check("data directory", this::dataDirectory);
        unknownVariables();
        return healthy ? 0 : 1;
    }

    private void configured() {
        for (Setting setting : Setting.values()) {
            String origin = configuration.isGiven(setting) ? "" : "  (default)";
            out.println(padded(setting.variable()) + configuration.shown(setting) + origin);
        }
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(1, WIDTH - text.length()));
    }

    @FunctionalInterface
    private interface Check {
        String run() throws IOException;
    }

    private void check(String name, Check check) {
        try {
            out.println("ok    " + name + ": " + check.run());
        } catch (IOException | RuntimeException e) {
            bad(name + ": " + Failures.inWords(e));
        }
    }

    private void bad(String what) {
        healthy = false;
        out.println("BAD   " + what);
    }

    private String usable() {
        configuration.requireUsable();
        return configuration.isDevelopment() ? "development mode" : "production mode";
    }

    private String database() {
        if (configuration.isEmbedded()
                && !Files.exists(configuration.dataDirectory().resolve("postgres"))) {
            return "embedded, made by the first start";
        }
        try (Database database = Database.openBeside(configuration)) {
            PostgresTicketing postgres = database.postgres();
            postgres.ping();
            Map<String, String> parameters = postgres.serverParameters();
            notDurable(parameters).forEach(this::bad);
            List<String> pending = postgres.pendingMigrations();
            return "PostgreSQL "
                    + parameters.getOrDefault("server_version", "unknown")
                    + (configuration.isEmbedded() ? ", embedded" : "")
                    + (pending.isEmpty()
                            ? ", up to date"
                            : ", migrations to come: " + pending.size());
        }
    }

    /** What is to be said about settings of a database that forgets in a crash. */
    static List<String> notDurable(Map<String, String> parameters) {
        return DURABILITY.stream()
                .filter(name -> "off".equals(parameters.get(name)))
                .map(name -> name + " is off: acknowledged sales can be lost")
                .toList();
    }

    private String paymentProvider() {
        var payments = new PaymentConfiguration(configuration);
        Optional<StripeSettings> stripe = payments.stripe();
        if (stripe.isEmpty()) {
            return payments.provider() + ", moves no money";
        }
        try (PaymentGateway gateway = PaymentGateway.open(configuration, InstantSource.system())) {
            gateway.provider().ping();
            return gateway.provider().name()
                    + (stripe.get().isTest() ? ", test mode, moves no money" : ", live mode")
                    + (gateway.readers().isEmpty() ? ", webhooks are not read" : "");
        }
    }

    private String port() throws IOException {
        int port = configuration.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(configuration.text(Setting.HTTP_HOST), port));
            return port == 0 ? "any free one" : port + " is free";
        }
    }

    private String dataDirectory() throws IOException {
        Path directory = configuration.dataDirectory();
        Path existing = nearestExisting(directory);
        if (!Files.isDirectory(existing)) {
            throw new IOException(existing + " is not a directory");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(existing + " cannot be written to");
        }
        long free = Files.getFileStore(existing).getUsableSpace() >> 30;
        return directory + ", " + free + " GiB free";
    }

    private static Path nearestExisting(Path path) {
        @Nullable Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : nearestExisting(parent);
    }

    private void unknownVariables() {
        for (String variable : new TreeSet<>(variables)) {
            boolean ours = variable.startsWith("TICKETING_");
            boolean tooling = variable.startsWith("TICKETING_TEST_");
            if (ours && !tooling && !variable.equals("TICKETING_JAVA_OPTS") && !isKnown(variable)) {
                out.println("note  " + variable + " is no setting");
            }
        }
    }

    private static boolean isKnown(String variable) {
        for (Setting setting : Setting.values()) {
            if (setting.variable().equals(variable)) {
                return true;
            }
        }
        return false;
    }
}
