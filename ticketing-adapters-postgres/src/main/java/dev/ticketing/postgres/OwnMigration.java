package dev.ticketing.postgres;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;

/** Makes a table of the embedding program, once. It has no number: each program has others. */
record OwnMigration(OwnTable table) implements JavaMigration {

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return table.name();
    }

    /** Always the same: whatever becomes of the statement, the table is not made a second time. */
    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(table.sql());
        }
    }
}
