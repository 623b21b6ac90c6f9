package dev.ticketing.postgres;

import dev.ticketing.core.identity.SigningKeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

final class PostgresSigningKeys implements SigningKeys {

    private static final Words<Purpose> PURPOSES =
            new Words<>(Map.of(Purpose.ACCESS_TOKEN, "ACCESS_TOKEN", Purpose.TICKET, "TICKET"));

    private static final String ALL =
            """
            SELECT key_id, purpose, algorithm, public_key, private_key, created_at
            FROM signing_key
            WHERE purpose = :purpose
            ORDER BY generation DESC
            """;

    /** Of several first keys, one finds the generation free. */
    private static final String ADD_FIRST =
            """
            INSERT INTO signing_key (
                purpose, generation, key_id, algorithm, public_key, private_key, created_at
            )
            VALUES (:purpose, 1, :id, :algorithm, :publicKey, :privateKey, :createdAt)
            ON CONFLICT (purpose, generation) DO NOTHING
            """;

    private final Database database;

    PostgresSigningKeys(Database database) {
        this.database = database;
    }

    @Override
    public List<SigningKey> all(Purpose purpose) {
        return database.call(
                handle ->
                        handle.createQuery(ALL)
                                .bind("purpose", PURPOSES.of(purpose))
                                .map((row, context) -> key(row))
                                .list());
    }

    @Override
    public SigningKey newest(Purpose purpose, Supplier<SigningKey> first) {
        List<SigningKey> keys = all(purpose);
        if (!keys.isEmpty()) {
            return keys.getFirst();
        }
        addFirst(purpose, first.get());
        return all(purpose).getFirst();
    }

    private void addFirst(Purpose purpose, SigningKey key) {
        if (key.purpose() != purpose) {
            throw new IllegalArgumentException("purpose: " + key.purpose());
        }
        database.call(
                handle ->
                        handle.createUpdate(ADD_FIRST)
                                .bind("purpose", PURPOSES.of(purpose))
                                .bind("id", key.id())
                                .bind("algorithm", key.algorithm())
                                .bind("publicKey", key.publicKey())
                                .bind("privateKey", key.privateKey())
                                .bind("createdAt", Instants.column(key.createdAt()))
                                .execute());
    }

    private static SigningKey key(ResultSet row) throws SQLException {
        return new SigningKey(
                row.getString("key_id"),
                PURPOSES.parse(row.getString("purpose")),
                row.getString("algorithm"),
                row.getString("public_key"),
                row.getString("private_key"),
                Instants.read(row, "created_at"));
    }
}
