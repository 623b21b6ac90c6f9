package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Report.Check;
import dev.ticketing.core.verification.Report.Violation;
import dev.ticketing.core.verification.Verification;
import dev.ticketing.postgres.PostgresTicketing;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Whether everything that is stored is what the log says; beside a running server or without. */
final class VerifyCommand {

    /**
     * How it was asked.
     *
     * @param json one object instead of words
     */
    record Options(boolean json) {
        static Options parse(List<String> words) {
            boolean json = false;
            for (String word : words) {
                if (!word.equals("--json")) {
                    throw new UsageException("unknown option " + word);
                }
                json = true;
            }
            return new Options(json);
        }
    }

    private final Configuration configuration;
    private final PrintStream out;

    VerifyCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if nothing is wrong, else 1. */
    int run(Options options) {
        Report report;
        try (Database database = Database.openForAll(configuration);
                Progress progress = options.json ? Progress.none() : Progress.on(out)) {
            report = verify(database.postgres(), progress);
        }
        if (options.json) {
            out.println(json(report));
        } else {
            print(report);
        }
        return report.isClean() ? 0 : 1;
    }

    private static Report verify(PostgresTicketing postgres, Progress progress) {
        Verification verification =
                new Verification(
                        new Verification.Needs(
                                postgres.feed(),
                                postgres.eventLog(),
                                postgres.logIndex(),
                                postgres.consumerStore(),
                                Ticketing.PROJECTIONS,
                                "verify " + UUID.randomUUID(),
                                Clock.systemUTC()));
        return verification
                .run((step, done, of) -> progress.at(step, done, of, ""))
                .orElseThrow(
                        () ->
                                new UnavailableException(
                                        "another process verifies this database, or did until a"
                                                + " moment ago"));
    }

    private void print(Report report) {
        for (Check check : report.checks()) {
            out.printf(
                    Locale.ROOT,
                    "%-16s%,12d%10.1f s%n",
                    check.name(),
                    check.looked(),
                    seconds(check.took()));
        }
        out.println();
        for (Violation violation : report.violations()) {
            String at = violation.position().map(p -> " at position " + p.value()).orElse("");
            out.println(violation.kind() + "  " + violation.where() + at);
            out.println("    " + violation.text());
        }
        if (report.found() > report.violations().size()) {
            out.printf(Locale.ROOT, "and %,d more%n", report.found() - report.violations().size());
        }
        report.notes().forEach(note -> out.println("note  " + note));
        out.printf(
                Locale.ROOT,
                "%s: %,d events up to position %,d, in %.1f s%n",
                report.isClean()
                        ? "Everything is as it must be"
                        : "NOT as it must be, " + report.found() + " times",
                report.events(),
                report.head().value(),
                seconds(report.took()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static ObjectNode json(Report report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("clean", report.isClean());
        json.put("position", report.head().value());
        json.put("events", report.events());
        json.put("seconds", seconds(report.took()));
        ArrayNode checks = json.putArray("checks");
        for (Check check : report.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("looked", check.looked())
                    .put("seconds", seconds(check.took()));
        }
        json.put("found", report.found());
        ArrayNode violations = json.putArray("violations");
        for (Violation violation : report.violations()) {
            ObjectNode one = violations.addObject();
            one.put("kind", violation.kind().name());
            one.put("where", violation.where());
            violation.position().ifPresent(position -> one.put("position", position.value()));
            one.put("text", violation.text());
        }
        ArrayNode notes = json.putArray("notes");
        report.notes().forEach(notes::add);
        return json;
    }
}
