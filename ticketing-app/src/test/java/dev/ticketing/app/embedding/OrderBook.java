package dev.ticketing.app.embedding;

import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

/** Orders of programmes in a table of the theatre's own, beside those of the system. */
final class OrderBook implements EffectHandler<OrderProgrammes> {

    private static final String CREATE =
            """
            CREATE TABLE programme_order (
                id      uuid    PRIMARY KEY,
                section text    NOT NULL,
                copies  integer NOT NULL
            )
            """;

    private static final String ORDER =
            """
            INSERT INTO programme_order (id, section, copies)
            VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String ORDERS =
            """
            SELECT section, copies FROM programme_order ORDER BY id
            """;

    private final DataSource source;

    /**
     * @param source of connections that see the theatre's own schema
     */
    OrderBook(DataSource source) {
        this.source = source;
    }

    void create() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    /** The id makes one order of what is asked for again after a crash. */
    @Override
    public CompletableFuture<?> handle(EffectId id, UUID correlation, OrderProgrammes order) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(ORDER)) {
            statement.setObject(1, id.value());
            statement.setString(2, order.section());
            statement.setInt(3, order.copies());
            statement.executeUpdate();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    List<OrderProgrammes> orders() {
        List<OrderProgrammes> orders = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(ORDERS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                orders.add(new OrderProgrammes(rows.getString("section"), rows.getInt("copies")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the order book cannot be read", e);
        }
        return orders;
    }
}
