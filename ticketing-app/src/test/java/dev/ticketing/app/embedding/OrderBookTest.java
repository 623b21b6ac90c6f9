package dev.ticketing.app.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.util.UUID;

// docs:begin database
@ExtendWith(PostgresExtension.class)
class OrderBookTest {

    private final OrderBook orderBook;

    OrderBookTest(TestDatabase database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        orderBook = new OrderBook(source);
        orderBook.create();
    }

    @Test
    void the_same_order_twice_is_one_order() {
        OrderProgrammes order = new OrderProgrammes("stalls", 9);
        EffectId id = new EffectId(new UUID(1, 2));

        assertThat(orderBook.handle(id, new UUID(3, 4), order)).isCompleted();
        assertThat(orderBook.handle(id, new UUID(3, 4), order)).isCompleted();

        assertThat(orderBook.orders()).containsExactly(order);
    }
}
// docs:end database
