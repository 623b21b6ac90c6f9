package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.OfTable;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.mail.MailState;
import dev.ticketing.core.mail.MailState.CountedOn;
import dev.ticketing.core.mail.MailState.GoingBack;
import dev.ticketing.core.mail.MailState.Lapsed;
import dev.ticketing.core.mail.MailState.Nothing;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.payment.Refund.Reason;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRow;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailTablesTest {

    private static final Instant NOW = Instant.parse("2001-03-01T12:00:00.123456Z");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final UUID ID = new UUID(1, 1);
    private static final ReservationId RESERVATION = new ReservationId(ID);
    private static final UserId ANN = new UserId(new UUID(2, 1));

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final ConsumerStore store;

    MailTablesTest(TestDatabase database) {
        this.database = database;
        ticketing = Connections.migrated(database);
        store = ticketing.consumerStore();
        store.register(List.of("mail"));
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Test
    void every_state_and_every_mail_is_read_as_it_was_stored() throws SQLException {
        Map<String, ProcessRow<MailState>> instances = new HashMap<>();
        for (MailState state :
                List.of(
                        new Nothing(),
                        new CountedOn(),
                        new Lapsed(),
                        new GoingBack(Map.of(ID, Reason.SHOW_CANCELLED), null),
                        new GoingBack(Map.of(), Reason.HOLD_ENDED))) {
            instances.put("reservation/" + instances.size(), new ProcessRow<>(state, ID, Set.of()));
        }
        Map<EffectId, EffectRow<MailTask>> effects = new HashMap<>();
        for (MailTask task : tasks()) {
            effects.put(
                    new EffectId(new UUID(9, effects.size())),
                    new EffectRow<>("reservation/" + ID, ID, new Position(7), task, NOW, 2));
        }

        ConsumerId consumer = new ConsumerId("mail", 1);
        Lease lease = store.acquire(consumer, "test", LONG).orElseThrow();
        Changes changes =
                new Changes(
                        List.of(
                                new OfTable<>(MailProcess.TABLES.instances(), instances, Set.of()),
                                new OfTable<>(MailProcess.TABLES.effects(), effects, Set.of())),
                        List.of());
        assertThat(store.commit(lease, lease.position(), new Position(1), changes, LONG)).isTrue();

        assertThat(store.load(consumer, MailProcess.TABLES.instances(), instances.keySet()))
                .isEqualTo(instances);
        assertThat(store.due(consumer, MailProcess.TABLES.effects(), 100).rows())
                .isEqualTo(effects);
        assertThat(store.load(consumer, MailProcess.TABLES.effects(), effects.keySet()))
                .isEqualTo(effects);
        Connections.execute(
                database, "UPDATE mail_effect SET body = CAST(body AS jsonb) - 'cause'");
        assertThat(store.load(consumer, MailProcess.TABLES.effects(), effects.keySet()))
                .as("from before the cause was noted")
                .hasSameSizeAs(effects)
                .allSatisfy((id, row) -> assertThat(row.cause()).isEqualTo(Position.START));
    }

    private static List<MailTask> tasks() {
        TicketId ticket = new TicketId(new UUID(3, 1));
        PaymentId payment = new PaymentId(new UUID(4, 1));
        RefundId refund = new RefundId(new UUID(5, 1));
        Money amount = new Money(5_000, Currency.getInstance("EUR"));
        return List.of(
                new Confirmation(RESERVATION),
                new HoldEnded(RESERVATION),
                new Cancellation(RESERVATION),
                new MoneyBack(payment, refund, amount, Reason.REQUESTED),
                new MoneyBack(payment, refund, amount, null),
                new TicketReceived(ticket, ANN),
                new TicketGiven(ticket, ANN));
    }
}
