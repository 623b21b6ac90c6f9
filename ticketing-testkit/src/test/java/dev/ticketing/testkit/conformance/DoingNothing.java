package dev.ticketing.testkit.conformance;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.availability.AvailabilityDirectory;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.customers.CustomerFigures;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;
import dev.ticketing.testkit.memory.InMemoryDirectories;
import dev.ticketing.testkit.memory.InMemoryEventLog;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every suite, over an adapter that does nothing. What the adapter works with is as it should be:
 * so a suite fails because of the adapter, and not before it has come to it.
 */
final class DoingNothing {

    private DoingNothing() {}

    static final class OfLog extends EventLogConformance {
        @Override
        protected EventLog eventLog() {
            return Nothing.of(EventLog.class);
        }

        @Override
        protected Feed feed() {
            return Nothing.of(Feed.class);
        }

        @Override
        protected StoredFeed storedFeed() {
            return Nothing.of(StoredFeed.class);
        }

        @Override
        protected EventLog breaking(Break when) {
            return Nothing.of(EventLog.class);
        }
    }

    static final class OfStoredFeed extends EventLogConformance {

        private final InMemoryEventLog log =
                new InMemoryEventLog(new TestClock(), new SequentialIds());

        @Override
        protected EventLog eventLog() {
            return log;
        }

        @Override
        protected Feed feed() {
            return log;
        }

        @Override
        protected StoredFeed storedFeed() {
            return Nothing.of(StoredFeed.class);
        }

        @Override
        protected EventLog breaking(Break when) {
            return log;
        }
    }

    static final class OfLogIndex extends LogIndexConformance {

        private final EventLog log = new InMemoryEventLog(new TestClock(), new SequentialIds());

        @Override
        protected EventLog eventLog() {
            return log;
        }

        @Override
        protected LogIndex logIndex() {
            return Nothing.of(LogIndex.class);
        }
    }

    static final class OfSnapshots extends SnapshotsConformance {
        @Override
        protected Snapshots snapshots() {
            return Nothing.of(Snapshots.class);
        }
    }

    static final class OfConsumers extends ConsumerStoreConformance {
        @Override
        protected ConsumerStore store() {
            return Nothing.of(ConsumerStore.class);
        }

        @Override
        protected void pass(Duration time) {
            // It has no clock.
        }
    }

    static final class OfDirectories extends DirectoriesConformance {

        private final ConsumerStore consumers =
                new InMemoryConsumerStore(new TestClock(), new SequentialIds());

        @Override
        protected Directories directories() {
            return new Directories(
                    Nothing.of(ShowDirectory.class),
                    Nothing.of(ReservationDirectory.class),
                    Nothing.of(PaymentDirectory.class),
                    Nothing.of(TicketRegister.class),
                    Nothing.of(AvailabilityDirectory.class),
                    Nothing.of(SalesFigures.class),
                    Nothing.of(CustomerFigures.class));
        }

        @Override
        protected ConsumerStore consumers() {
            return consumers;
        }
    }

    /** The directories are as they should be: it is their rows that nobody keeps. */
    static final class OfRows extends DirectoriesConformance {
        @Override
        protected Directories directories() {
            return InMemoryDirectories.over(
                    new InMemoryConsumerStore(new TestClock(), new SequentialIds()));
        }

        @Override
        protected ConsumerStore consumers() {
            return Nothing.of(ConsumerStore.class);
        }
    }

    /** Of all stores at once. */
    static final class OfDeaths extends DeathsConformance {
        @Override
        protected Ticketing.Stores stores() {
            return new Ticketing.Stores(
                    Nothing.of(EventLog.class),
                    Nothing.of(Feed.class),
                    Nothing.of(StoredFeed.class),
                    Nothing.of(Snapshots.class),
                    Nothing.of(ConsumerStore.class),
                    Nothing.of(Wakeups.class),
                    Nothing.of(OpenWork.class),
                    Nothing.of(SigningKeys.class),
                    Nothing.of(Journal.class),
                    Nothing.of(WebhookInbox.class),
                    new OfDirectories().directories());
        }

        @Override
        protected LogIndex logIndex() {
            return Nothing.of(LogIndex.class);
        }
    }

    static final class OfOpenWork extends OpenWorkConformance {

        private final ConsumerStore consumers =
                new InMemoryConsumerStore(new TestClock(), new SequentialIds());

        @Override
        protected OpenWork openWork() {
            return Nothing.of(OpenWork.class);
        }

        @Override
        protected ConsumerStore consumers() {
            return consumers;
        }
    }

    static final class OfWakeups extends WakeupsConformance {
        @Override
        protected Wakeups newProcess() {
            return Nothing.of(Wakeups.class);
        }

        @Override
        protected Duration limit() {
            return Duration.ofMillis(10);
        }
    }

    static final class OfKeys extends SigningKeysConformance {
        @Override
        protected SigningKeys signingKeys() {
            return Nothing.of(SigningKeys.class);
        }
    }

    static final class OfJournal extends JournalConformance {
        @Override
        protected Journal journal() {
            return Nothing.of(Journal.class);
        }
    }

    static final class OfInbox extends WebhookInboxConformance {
        @Override
        protected WebhookInbox inbox() {
            return Nothing.of(WebhookInbox.class);
        }
    }

    static final class OfPeople extends IdentityStoreConformance {
        @Override
        protected IdentityStore identityStore() {
            return Nothing.of(IdentityStore.class);
        }
    }

    static final class OfAnswers extends IdempotencyStoreConformance {
        @Override
        protected IdempotencyStore idempotencyStore() {
            return Nothing.of(IdempotencyStore.class);
        }
    }

    static final class OfProvider extends PaymentProviderConformance {
        @Override
        protected PaymentProvider provider() {
            return Nothing.of(PaymentProvider.class);
        }

        @Override
        protected String goodToken() {
            return "good";
        }

        @Override
        protected String declinedToken() {
            return "declined";
        }

        @Override
        protected String refusedToken() {
            return "refused";
        }

        @Override
        protected long timesTaken(PaymentId key) {
            return 0;
        }

        @Override
        protected long givenBack(RefundId key) {
            return 0;
        }
    }

    static final class OfWebhooks extends WebhookReaderConformance {
        @Override
        protected WebhookReader reader() {
            return Nothing.of(WebhookReader.class);
        }

        @Override
        protected Message genuine(PaymentId payment) {
            return new Message(Map.of("Signature", payment.toString()), payment.toString());
        }

        @Override
        protected Message old(PaymentId payment) {
            return genuine(payment);
        }

        @Override
        protected Message nonsense() {
            return new Message(Map.of("Signature", "genuine"), "nonsense");
        }
    }

    static final class OfMailer extends MailerConformance {
        @Override
        protected Mailer mailer() {
            return Nothing.of(Mailer.class);
        }

        @Override
        protected List<Arrived> arrivedFor(EmailAddress address) {
            return List.of();
        }
    }

    static final class OfPapers extends TicketPapersConformance {
        @Override
        protected TicketPapers papers() {
            return Nothing.of(TicketPapers.class);
        }
    }

    static final class OfIds extends IdSourceConformance {
        @Override
        protected IdSource ids() {
            return Nothing.of(IdSource.class);
        }
    }

    static final class OfSecrets extends SecretSourceConformance {
        @Override
        protected SecretSource secrets() {
            return Nothing.of(SecretSource.class);
        }
    }

    static final class OfScheduler extends SchedulerConformance {
        @Override
        protected Scheduler scheduler() {
            return Nothing.of(Scheduler.class);
        }

        @Override
        protected void pass(Duration time) {
            // Nothing is ever due.
        }
    }
}
