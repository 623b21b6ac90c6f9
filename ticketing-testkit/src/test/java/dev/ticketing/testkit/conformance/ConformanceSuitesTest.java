package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.ticketing.core.availability.AvailabilityDirectory;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.consumer.TimedProjection;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.customers.CustomerFigures;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.live.PresentState;
import dev.ticketing.core.live.Subscriber;
import dev.ticketing.core.live.Subscription;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.mailbox.Work;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.upkeep.OpenWork;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The suites themselves: there is one for each port, and each of their tests can fail. */
class ConformanceSuitesTest {

    private static final Map<Class<?>, Class<?>> SUITES =
            Map.ofEntries(
                    Map.entry(EventLog.class, DoingNothing.OfLog.class),
                    Map.entry(Feed.class, DoingNothing.OfLog.class),
                    Map.entry(StoredFeed.class, DoingNothing.OfStoredFeed.class),
                    Map.entry(LogIndex.class, DoingNothing.OfLogIndex.class),
                    Map.entry(Snapshots.class, DoingNothing.OfSnapshots.class),
                    Map.entry(ConsumerStore.class, DoingNothing.OfConsumers.class),
                    Map.entry(ShowDirectory.class, DoingNothing.OfDirectories.class),
                    Map.entry(ReservationDirectory.class, DoingNothing.OfDirectories.class),
                    Map.entry(PaymentDirectory.class, DoingNothing.OfDirectories.class),
                    Map.entry(TicketRegister.class, DoingNothing.OfDirectories.class),
                    Map.entry(AvailabilityDirectory.class, DoingNothing.OfDirectories.class),
                    Map.entry(SalesFigures.class, DoingNothing.OfDirectories.class),
                    Map.entry(CustomerFigures.class, DoingNothing.OfDirectories.class),
                    Map.entry(OpenWork.class, DoingNothing.OfOpenWork.class),
                    Map.entry(Wakeups.class, DoingNothing.OfWakeups.class),
                    Map.entry(SigningKeys.class, DoingNothing.OfKeys.class),
                    Map.entry(Journal.class, DoingNothing.OfJournal.class),
                    Map.entry(WebhookInbox.class, DoingNothing.OfInbox.class),
                    Map.entry(IdentityStore.class, DoingNothing.OfPeople.class),
                    Map.entry(IdempotencyStore.class, DoingNothing.OfAnswers.class),
                    Map.entry(PaymentProvider.class, DoingNothing.OfProvider.class),
                    Map.entry(WebhookReader.class, DoingNothing.OfWebhooks.class),
                    Map.entry(Mailer.class, DoingNothing.OfMailer.class),
                    Map.entry(TicketPapers.class, DoingNothing.OfPapers.class),
                    Map.entry(IdSource.class, DoingNothing.OfIds.class),
                    Map.entry(SecretSource.class, DoingNothing.OfSecrets.class),
                    Map.entry(Scheduler.class, DoingNothing.OfScheduler.class));

    /** Public interfaces of the core that are no ports: nothing outside is reached by them. */
    private static final Set<Class<?>> NO_PORTS =
            Set.of(
                    // Rules and folds, for which there are specs, and what they are given.
                    DomainEvent.class,
                    Decider.class,
                    Projection.class,
                    TimedProjection.class,
                    Timed.class,
                    Rows.class,
                    ProcessManager.class,
                    Work.class,
                    // What is told something, and keeps nothing.
                    FailureListener.class,
                    EffectHandler.class,
                    Subscriber.class,
                    // What the core itself implements.
                    Subscription.class,
                    PresentState.class);

    /**
     * Of the suite of directories, what is about their rows alone, and not about what is read of
     * them: it can fail, and does with {@link DoingNothing.OfRows}.
     */
    private static final Set<String> ABOUT_ROWS =
            Set.of(
                    "what_the_projection_has_to_know_is_kept()",
                    "what_is_sold_is_known_to_the_projection()");

    /** What became of the tests of a suite, by name. */
    private record Tests(Queue<String> passed, Queue<String> failed, Queue<String> skipped)
            implements TestExecutionListener {

        Tests() {
            this(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                switch (result.getStatus()) {
                    case SUCCESSFUL -> passed.add(test.getLegacyReportingName());
                    case FAILED -> failed.add(test.getLegacyReportingName());
                    case ABORTED -> skipped.add(test.getLegacyReportingName());
                }
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.add(test.getLegacyReportingName());
        }
    }

    /**
     * All of a suite; of that of a log, what is about its stored form alone, if only that is lame.
     */
    private static DiscoverySelector selected(Class<?> suite) {
        return suite == DoingNothing.OfStoredFeed.class
                ? selectNestedClass(List.of(suite), EventLogConformance.ReadingAsStored.class)
                : selectClass(suite);
    }

    private static Tests run(DiscoverySelector suite) {
        Tests tests = new Tests();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(suite)
                        // Whoever waits for them is a worker of the run around them already.
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .build();
        LauncherFactory.create().execute(request, tests);
        return tests;
    }

    static Stream<Class<?>> suites() {
        return Stream.concat(
                SUITES.values().stream().distinct(),
                Stream.of(DoingNothing.OfRows.class, DoingNothing.OfDeaths.class));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void no_test_of_a_suite_passes_over_an_adapter_that_does_nothing(Class<?> suite) {
        Tests tests = run(selected(suite));

        assertThat(tests.passed)
                .as("tests that cannot fail")
                .filteredOn(
                        name ->
                                suite != DoingNothing.OfDirectories.class
                                        || !ABOUT_ROWS.contains(name))
                .isEmpty();
        assertThat(tests.skipped).as("tests that can be skipped").isEmpty();
        assertThat(tests.failed).isNotEmpty();
    }

    @Test
    void there_is_a_suite_for_every_public_interface_of_the_core_that_is_a_port() {
        List<Class<?>> ports =
                Classes.beside(EventLog.class)
                        .filter(Class::isInterface)
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .filter(type -> !type.isSealed() && !type.isMemberClass())
                        .filter(type -> !NO_PORTS.contains(type))
                        .toList();

        assertThat(SUITES.keySet()).containsExactlyInAnyOrderElementsOf(ports);
    }

    @Test
    void every_suite_is_run_over_an_adapter_that_does_nothing() {
        List<Class<?>> all =
                Classes.beside(EventLogConformance.class)
                        .filter(type -> type.getSimpleName().endsWith("Conformance"))
                        .toList();

        assertThat(suites().<Class<?>>map(Class::getSuperclass))
                .containsAll(all)
                .allMatch(all::contains);
    }
}
