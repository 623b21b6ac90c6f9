package dev.ticketing.app;

import java.io.PrintStream;

/** Brings the database up to date, and nothing else. */
final class MigrateCommand {

    private final Configuration configuration;
    private final PrintStream out;

    MigrateCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    int run() {
        try (Database database = Database.openBeside(configuration)) {
            int applied = database.postgres().migrate();
            out.println(
                    applied == 0
                            ? "The database is up to date."
                            : "Migrations applied: " + applied);
        }
        return 0;
    }
}
