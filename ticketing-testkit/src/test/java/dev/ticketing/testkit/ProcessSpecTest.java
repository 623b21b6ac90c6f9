package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.CancelTimer;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessTables;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ProcessSpecTest {

    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final StreamId DESK = new StreamId("desk", "one");
    private static final StreamId OTHER_DESK = new StreamId("desk", "other");

    private final ProcessSpec<Loan, String> loans = ProcessSpec.of(new Loans(), DESK);

    record Lent(String book, String reader) implements DomainEvent {}

    record Prolonged(String book) implements DomainEvent {}

    record Returned(String book) implements DomainEvent {}

    record Dusted(String book) implements DomainEvent {}

    /** Who has a book, if anybody, and how often they were reminded. */
    record Loan(String reader, int reminders) {}

    /** Reminds readers of their books. */
    private static class Loans implements ProcessManager<Loan, String> {

        @Override
        public ProcessTables<Loan, String> tables() {
            return ProcessTables.of("loans");
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(Lent.class, Prolonged.class, Returned.class);
        }

        @Override
        public Set<String> categories() {
            return Set.of("desk");
        }

        @Override
        public Optional<String> instanceOf(RecordedEvent recorded) {
            return switch (recorded.event()) {
                case Lent lent -> Optional.of(lent.book());
                case Prolonged prolonged -> Optional.of(prolonged.book());
                case Returned returned -> Optional.of(returned.book());
                default -> Optional.empty();
            };
        }

        @Override
        public Loan initialState() {
            return new Loan("", 0);
        }

        @Override
        public Loan evolve(Loan loan, ProcessInput input) {
            return switch (input) {
                case Happened(RecordedEvent recorded) ->
                        switch (recorded.event()) {
                            case Lent lent -> new Loan(lent.reader(), loan.reminders());
                            case Returned returned -> new Loan("", loan.reminders());
                            default -> loan;
                        };
                case TimedOut out -> new Loan(loan.reader(), loan.reminders() + 1);
            };
        }

        @Override
        public List<Effect<String>> react(Loan loan, ProcessInput input) {
            return switch (input) {
                case Happened(RecordedEvent recorded) ->
                        switch (recorded.event()) {
                            case Lent lent -> lent(loan);
                            case Prolonged prolonged -> List.of(new CancelTimer<>("remind"));
                            default -> List.of();
                        };
                case TimedOut out -> List.of(new Send<>(loan.reader() + " " + loan.reminders()));
            };
        }

        private static List<Effect<String>> lent(Loan loan) {
            return loan.reminders() == 0
                    ? List.of(new SetTimer<>("remind", A_WEEK))
                    : List.of(new Send<>("warn " + loan.reader()));
        }

        @Override
        public boolean isOver(Loan loan) {
            return loan.reader().isEmpty();
        }
    }

    @Test
    void holds_when_the_effects_are_those_expected() {
        loans.when(new Lent("emma", "ann"))
                .then(new SetTimer<>("remind", A_WEEK))
                .whenTimedOut("remind")
                .then(new Send<>("ann 1"))
                .when(new Returned("emma"))
                .thenOver();
    }

    @Test
    void fails_on_other_effects_and_says_what_was_told_and_what_came_of_it() {
        ProcessSpec.Answer<Loan, String> answer =
                loans.given(new Dusted("emma")).when(new Lent("emma", "ann"));

        assertThatThrownBy(answer::thenNothing)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("loans, told\n  desk/one: Dusted[book=emma], which is none")
                .hasMessageContaining("  desk/one: Lent[book=emma, reader=ann]\n")
                .hasMessageContaining("leads emma to the state\n  Loan[reader=ann, reminders=0]");
        assertThatThrownBy(() -> answer.then(new Send<>("ann 1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ann 1");
        assertThatThrownBy(() -> answer.thenOver(new SetTimer<>("remind", A_WEEK)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_a_process_that_forgot_an_interest() {
        ProcessManager<Loan, String> forgetful =
                new Loans() {
                    @Override
                    public Set<Class<? extends DomainEvent>> interests() {
                        return Set.of(Lent.class, Prolonged.class);
                    }
                };
        ProcessSpec.Answer<Loan, String> answer =
                ProcessSpec.of(forgetful, DESK)
                        .given(new Lent("emma", "ann"))
                        .when(new Returned("emma"));

        assertThatThrownBy(answer::thenOver)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Returned[book=emma], which is none of its interests")
                .hasMessageContaining("the last of which it does not look at");
    }

    @Test
    void fails_on_a_category_that_the_process_does_not_name() {
        ProcessSpec<Loan, String> elsewhere = loans.in(new StreamId("cellar", "one"));

        assertThatThrownBy(() -> elsewhere.given(new Lent("emma", "ann")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the categories of loans")
                .hasMessageContaining("cellar");
    }

    @Test
    void an_event_for_no_instance_is_told_to_none() {
        ProcessManager<Loan, String> proud =
                new Loans() {
                    @Override
                    public Optional<String> instanceOf(RecordedEvent recorded) {
                        return super.instanceOf(recorded).filter(book -> !book.equals("pulp"));
                    }
                };

        ProcessSpec.of(proud, DESK).when(new Lent("pulp", "ann")).thenNothing();
    }

    @Test
    void each_instance_has_a_state_of_its_own() {
        loans.given(new Lent("emma", "ann"), new Lent("ulysses", "bob"))
                .whenTimedOut("emma", "remind")
                .then(new Send<>("ann 1"))
                .when(new Returned("ulysses"))
                .then()
                .when(new Returned("emma"))
                .thenOver();
    }

    @Test
    void fails_on_a_process_that_mixes_instances() {
        ProcessManager<Loan, String> mixing =
                new Loans() {
                    @Override
                    public Optional<String> instanceOf(RecordedEvent recorded) {
                        return Optional.of(recorded.stream().key());
                    }
                };
        ProcessSpec.Answer<Loan, String> answer =
                ProcessSpec.of(mixing, DESK)
                        .given(new Lent("emma", "ann"), new Lent("ulysses", "bob"))
                        .whenTimedOut("remind");

        assertThatThrownBy(() -> answer.then(new Send<>("ann 1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bob 1");
    }

    @Test
    void an_instance_hears_of_several_streams() {
        loans.given(new Lent("emma", "ann")).in(OTHER_DESK).when(new Returned("emma")).thenOver();
    }

    @Test
    void a_timer_that_several_instances_have_set_is_that_of_one() {
        ProcessSpec<Loan, String> both =
                loans.given(new Lent("emma", "ann"), new Lent("ulysses", "bob"));

        assertThatThrownBy(() -> both.whenTimedOut("remind"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("emma")
                .hasMessageContaining("ulysses");
        both.givenTimedOut("emma", "remind").whenTimedOut("remind").then(new Send<>("bob 1"));
    }

    @Test
    void fails_on_a_timer_that_was_never_set() {
        assertThatThrownBy(() -> loans.whenTimedOut("remind"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("loans, told\n  nothing\n");
        ProcessSpec<Loan, String> lent = loans.given(new Lent("emma", "ann"));
        assertThatThrownBy(() -> lent.whenTimedOut("fine")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lent.givenTimedOut("fine")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lent.whenTimedOut("ulysses", "remind"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_a_timer_that_was_cancelled_or_has_come_already() {
        ProcessSpec<Loan, String> lent = loans.given(new Lent("emma", "ann"));
        ProcessSpec<Loan, String> prolonged = lent.given(new Prolonged("emma"));
        ProcessSpec<Loan, String> reminded = lent.givenTimedOut("remind");

        assertThatThrownBy(() -> prolonged.whenTimedOut("remind"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reminded.whenTimedOut("remind"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_a_timer_of_an_instance_that_is_over() {
        ProcessSpec<Loan, String> over = loans.given(new Lent("emma", "ann"), new Returned("emma"));

        assertThatThrownBy(() -> over.whenTimedOut("remind")).isInstanceOf(AssertionError.class);
    }

    @Test
    void what_is_over_begins_anew() {
        ProcessSpec<Loan, String> over =
                loans.given(new Lent("emma", "ann"))
                        .givenTimedOut("remind")
                        .given(new Returned("emma"));

        over.when(new Lent("emma", "bob"))
                .then(new SetTimer<>("remind", A_WEEK))
                .whenTimedOut("remind")
                .then(new Send<>("bob 1"));
    }

    @Test
    void time_passes_until_a_timer_is_due() {
        ProcessManager<Loan, String> telling =
                new Loans() {
                    @Override
                    public List<Effect<String>> react(Loan loan, ProcessInput input) {
                        List<Effect<String>> effects = new ArrayList<>(super.react(loan, input));
                        effects.add(new Send<>("at " + input.at()));
                        return effects;
                    }
                };
        Instant lent = TestClock.START.plusSeconds(1);

        ProcessSpec.of(telling, DESK)
                .when(new Lent("emma", "ann"))
                .then(new SetTimer<>("remind", A_WEEK), new Send<>("at " + lent))
                .whenTimedOut("remind")
                .then(new Send<>("ann 1"), new Send<>("at " + lent.plus(A_WEEK)))
                .when(new Returned("emma"))
                .thenOver(new Send<>("at " + lent.plus(A_WEEK).plusSeconds(1)));
    }

    @Test
    void fails_on_a_process_that_remembers_something() {
        ProcessManager<Loan, String> remembering =
                new Loans() {
                    private int told;

                    @Override
                    public Loan evolve(Loan loan, ProcessInput input) {
                        return new Loan("ann", ++told);
                    }
                };
        ProcessSpec<Loan, String> spec = ProcessSpec.of(remembering, DESK);

        assertThatThrownBy(() -> spec.given(new Lent("emma", "ann")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("told once more to the same instance");
    }
}
