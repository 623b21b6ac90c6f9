package dev.ticketing.postgres;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SecretHash;
import dev.ticketing.core.identity.SignInLink;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

final class PostgresIdentityStore implements IdentityStore {

    /** Longer than anybody looks back to count links. */
    private static final Duration KEPT_WHEN_OVER = Duration.ofDays(1);

    private static final String FIND =
            """
            SELECT person_id, email
            FROM person
            WHERE person_id = :id AND signed_in_at IS NOT NULL
            """;

    private static final String ADDRESSES_OF =
            """
            SELECT person_id, email
            FROM person
            WHERE person_id = ANY (:ids)
            """;

    private static final String ADDRESS_OF =
            """
            SELECT email
            FROM person
            WHERE person_id = :id
            """;

    /** The needless update makes it answer with the row that is there. */
    private static final String ID_OF =
            """
            INSERT INTO person (person_id, email, created_at)
            VALUES (:id, :email, :now)
            ON CONFLICT (email) DO UPDATE SET email = excluded.email
            RETURNING person_id
            """;

    private static final String FIND_OR_CREATE =
            """
            INSERT INTO person AS p (person_id, email, created_at, signed_in_at)
            VALUES (:id, :email, :now, :now)
            ON CONFLICT (email)
                DO UPDATE SET signed_in_at = coalesce(p.signed_in_at, excluded.signed_in_at)
            RETURNING person_id, email
            """;

    private static final String ADD_LINK =
            """
            INSERT INTO sign_in_link (secret_hash, email, requested_at, expires_at)
            VALUES (:secret, :email, :requestedAt, :expiresAt)
            """;

    private static final String FORGET_LINKS =
            """
            DELETE FROM sign_in_link
            WHERE expires_at < :before
            """;

    private static final String LINKS_SINCE =
            """
            SELECT count(*)
            FROM sign_in_link
            WHERE email = :email AND requested_at >= :since
            """;

    private static final String REDEEM =
            """
            UPDATE sign_in_link
            SET redeemed_at = :now
            WHERE secret_hash = :secret AND redeemed_at IS NULL AND expires_at > :now
            RETURNING secret_hash, email, requested_at, expires_at
            """;

    private final Database database;

    PostgresIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public void ping() {
        database.ping();
    }

    @Override
    public Optional<User> find(UserId id) {
        return database.call(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", id.value())
                                .map((row, context) -> user(row))
                                .findOne());
    }

    @Override
    public Map<UserId, EmailAddress> addressesOf(Set<UserId> ids) {
        UUID[] wanted = ids.stream().map(UserId::value).toArray(UUID[]::new);
        return database.call(
                handle ->
                        handle.createQuery(ADDRESSES_OF)
                                .bind("ids", SqlArrays.ids(wanted))
                                .map((row, context) -> user(row))
                                .collect(Collectors.toMap(User::id, User::email)));
    }

    @Override
    public Optional<EmailAddress> addressOf(UserId id) {
        return database.call(
                handle ->
                        handle.createQuery(ADDRESS_OF)
                                .bind("id", id.value())
                                .mapTo(String.class)
                                .map(EmailAddress::new)
                                .findOne());
    }

    @Override
    public UserId idOf(EmailAddress email, UserId idIfNew, Instant now) {
        return database.call(
                handle ->
                        handle.createQuery(ID_OF)
                                .bind("id", idIfNew.value())
                                .bind("email", email.value())
                                .bind("now", Instants.column(now))
                                .map((row, context) -> personId(row))
                                .one());
    }

    @Override
    public User findOrCreate(EmailAddress email, UserId idIfNew, Instant now) {
        return database.call(
                handle ->
                        handle.createQuery(FIND_OR_CREATE)
                                .bind("id", idIfNew.value())
                                .bind("email", email.value())
                                .bind("now", Instants.column(now))
                                .map((row, context) -> user(row))
                                .one());
    }

    @Override
    public void addLink(SignInLink link) {
        database.transact(
                handle -> {
                    handle.createUpdate(FORGET_LINKS)
                            .bind(
                                    "before",
                                    Instants.column(link.requestedAt().minus(KEPT_WHEN_OVER)))
                            .execute();
                    return handle.createUpdate(ADD_LINK)
                            .bind("secret", link.secret().hex())
                            .bind("email", link.email().value())
                            .bind("requestedAt", Instants.column(link.requestedAt()))
                            .bind("expiresAt", Instants.column(link.expiresAt()))
                            .execute();
                });
    }

    @Override
    public int linksSince(EmailAddress email, Instant since) {
        return database.call(
                handle ->
                        handle.createQuery(LINKS_SINCE)
                                .bind("email", email.value())
                                .bind("since", Instants.column(since))
                                .mapTo(Integer.class)
                                .one());
    }

    @Override
    public Optional<SignInLink> redeem(SecretHash secret, Instant now) {
        return database.call(
                handle ->
                        handle.createQuery(REDEEM)
                                .bind("secret", secret.hex())
                                .bind("now", Instants.column(now))
                                .map((row, context) -> link(row))
                                .findOne());
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(personId(row), new EmailAddress(row.getString("email")));
    }

    private static UserId personId(ResultSet row) throws SQLException {
        return new UserId(row.getObject("person_id", UUID.class));
    }

    private static SignInLink link(ResultSet row) throws SQLException {
        return new SignInLink(
                new SecretHash(row.getString("secret_hash")),
                new EmailAddress(row.getString("email")),
                Instants.read(row, "requested_at"),
                Instants.read(row, "expires_at"));
    }
}
