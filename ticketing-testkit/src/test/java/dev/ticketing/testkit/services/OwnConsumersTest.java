package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;
import static dev.ticketing.testkit.data.TestData.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Subscription;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.process.Hopeless;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessProjection;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Verification;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a program adds follows the log as the built-in consumers do. */
class OwnConsumersTest {

    private static final Table<String, Integer> HELD =
            new Table<>("own_held", String.class, Integer.class);

    private static final ProcessTables<Integer, String> BELL = ProcessTables.of("own_bell");

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final World world = new World();
    private final List<String> rung = new ArrayList<>();
    private boolean isBroken;

    /** Places held by sections; cannot count while it is broken. */
    private final class Held implements Projection {

        private final String name;

        Held(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<Table<?, ?>> tables() {
            return Set.of(HELD);
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(SeatsHeld.class);
        }

        @Override
        public Set<String> categories() {
            return Set.of("inventory");
        }

        @Override
        public void apply(RecordedEvent recorded, Rows rows) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            if (recorded.event() instanceof SeatsHeld held) {
                String section = recorded.stream().key();
                int before = rows.get(HELD, section).orElse(0);
                rows.put(HELD, section, before + held.places().quantity());
            }
        }
    }

    /** Rings a second after each reservation. */
    private static final class Bell implements ProcessManager<Integer, String> {

        @Override
        public ProcessTables<Integer, String> tables() {
            return BELL;
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(ReservationStarted.class);
        }

        @Override
        public Set<String> categories() {
            return Set.of("reservation");
        }

        @Override
        public Optional<String> instanceOf(RecordedEvent event) {
            return Optional.of(event.stream().key());
        }

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Integer evolve(Integer inputs, ProcessInput input) {
            return inputs + 1;
        }

        @Override
        public List<Effect<String>> react(Integer inputs, ProcessInput input) {
            return switch (input) {
                case ProcessInput.Happened happened ->
                        List.of(new Effect.SetTimer<>("ring", Duration.ofSeconds(1)));
                case ProcessInput.TimedOut out -> List.of(new Effect.Send<>(out.instance()));
            };
        }

        @Override
        public boolean isOver(Integer inputs) {
            return inputs == 2;
        }
    }

    private Ticketing with(OwnConsumers own) {
        return Ticketing.start(
                world.stores(world.log),
                world.platform(MailboxLimits.DEFAULT),
                world.provider,
                Ticketing.Options.DEFAULT.with(own));
    }

    private OwnConsumers bell() {
        return OwnConsumers.NONE.with(new Bell(), EffectRules.FOR_EVER, this::ringing);
    }

    /** Shows that whoever does what is sent may ask the system. */
    private EffectHandler<String> ringing(Ticketing ticketing) {
        return (id, correlation, reservation) -> {
            if (isBroken) {
                return CompletableFuture.failedFuture(new Hopeless("no bell"));
            }
            rung.add(reservation + " at " + ticketing.head().value());
            return CompletableFuture.completedFuture(null);
        };
    }

    private static String sectionOf(ShowId show) {
        return show + "/" + World.STALLS;
    }

    private List<DeadLetter> letters(Ticketing ticketing) {
        return ticketing
                .deadLetters()
                .list(
                        world.admin,
                        Optional.empty(),
                        Optional.of(DeadLetter.Status.PARKED),
                        Optional.empty(),
                        10)
                .orElseThrow()
                .value();
    }

    @Test
    void an_own_projection_keeps_rows_that_can_be_found() {
        Ticketing ticketing = with(OwnConsumers.NONE.with(new Held("own_held")));
        ShowId show = world.onSale();
        world.held(show, places(2));
        world.held(show, places(3));
        world.machine.advance(A_WHILE);

        assertThat(ticketing.ownRows().find(HELD, sectionOf(show))).contains(5);
        assertThat(ticketing.ownRows().find(HELD, "of nothing")).isEmpty();
        assertThatThrownBy(
                        () ->
                                ticketing
                                        .ownRows()
                                        .find(
                                                new Table<>("own_x", String.class, String.class),
                                                "key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own_x");
    }

    @Test
    void an_own_projection_begins_at_the_start_of_the_log() {
        ShowId show = world.onSale();
        world.held(show, places(2));

        Ticketing ticketing = with(OwnConsumers.NONE.with(new Held("own_held")));
        world.machine.advance(A_WHILE);

        assertThat(ticketing.ownRows().find(HELD, sectionOf(show))).contains(2);
    }

    @Test
    void an_own_read_model_is_built_anew_and_verified() {
        Ticketing ticketing = with(OwnConsumers.NONE.with(new Held("own_held")));
        ShowId show = world.onSale();
        world.held(show, places(2));
        world.machine.advance(A_WHILE);

        assertThat(ticketing.subscriptions().rebuild(world.admin, "own_held")).isDone();
        world.machine.advance(A_WHILE);

        assertThat(ticketing.subscriptions().all())
                .filteredOn(one -> one.name().equals("own_held"))
                .singleElement()
                .extracting(Subscription::retired)
                .isEqualTo(List.of(1));
        assertThat(ticketing.ownRows().find(HELD, sectionOf(show))).contains(2);
        Report report = verified(ticketing);
        assertThat(report).isClean();
        assertThat(report.checks()).extracting(Report.Check::name).contains("own_held");
    }

    private Report verified(Ticketing ticketing) {
        return new Verification(
                        new Verification.Needs(
                                world.memory,
                                world.memory,
                                world.memory,
                                world.consumers,
                                ticketing.readModels(),
                                world.newId().toString(),
                                world.clock))
                .run((step, done, of) -> {})
                .orElseThrow();
    }

    @Test
    void what_an_own_projection_cannot_handle_is_parked_and_retried() {
        Ticketing ticketing = with(OwnConsumers.NONE.with(new Held("own_held")));
        ShowId show = world.onSale();
        isBroken = true;
        world.held(show, places(2));
        world.machine.advance(A_WHILE);
        DeadLetter letter = letters(ticketing).getFirst();
        assertThat(letter.consumer().name()).isEqualTo("own_held");
        assertThat(letter.error()).isEqualTo("broken");

        isBroken = false;
        assertThat(ticketing.deadLetters().retry(world.by(world.admin), letter.id())).isDone();
        world.machine.advance(A_WHILE);

        assertThat(letters(ticketing)).isEmpty();
        assertThat(ticketing.ownRows().find(HELD, sectionOf(show))).contains(2);
    }

    @Test
    void what_an_own_process_sends_is_done_when_its_time_has_come() {
        Ticketing ticketing = with(bell());
        ReservationId id = world.held(world.onSale(), places(2));
        assertThat(rung).isEmpty();

        world.machine.advance(A_WHILE);

        assertThat(rung).containsExactly(id + " at " + ticketing.head().value());
    }

    @Test
    void what_an_own_process_cannot_have_done_waits_for_a_person() {
        Ticketing ticketing = with(bell());
        isBroken = true;
        ReservationId id = world.held(world.onSale(), places(2));
        world.machine.advance(A_WHILE);
        DeadLetter letter = letters(ticketing).getFirst();
        assertThat(letter.error()).isEqualTo("no bell");
        assertThat(rung).isEmpty();

        isBroken = false;
        assertThat(ticketing.deadLetters().retry(world.by(world.admin), letter.id())).isDone();
        world.machine.advance(A_WHILE);

        assertThat(rung).singleElement().asString().startsWith(id.toString());
    }

    @Test
    void what_waits_for_a_person_can_be_given_up() {
        Ticketing ticketing = with(bell());
        isBroken = true;
        world.held(world.onSale(), places(2));
        world.machine.advance(A_WHILE);
        DeadLetter letter = letters(ticketing).getFirst();

        assertThat(ticketing.deadLetters().discard(world.by(world.admin), letter.id(), "no bell"))
                .isDone();
        world.machine.advance(A_WHILE);

        assertThat(world.consumers.serving("own_bell", BELL.effects())).isEmpty();
    }

    @Test
    void a_process_is_not_built_anew() {
        Ticketing ticketing = with(bell());
        world.machine.advance(A_WHILE);

        assertThat(ticketing.readModels()).extracting(Projection::name).doesNotContain("own_bell");
        assertThat(
                        ticketing.subscriptions().all().stream()
                                .map(Subscription::name)
                                .filter(name -> name.startsWith("own_")))
                .containsExactly("own_bell");
    }

    @Test
    void another_process_that_does_not_know_them_leaves_them_alone() {
        Ticketing ticketing = with(OwnConsumers.NONE.with(new Held("own_held")));
        ShowId show = world.onSale();
        world.held(show, places(2));
        world.machine.advance(A_WHILE);

        assertThat(world.ticketing.subscriptions().rebuild(world.admin, "own_held"))
                .isRefusedBecauseOf(new Refusal.NotFound());
        assertThat(world.ticketing.subscriptions().dropRetired(world.admin, "own_held"))
                .isRefusedBecauseOf(new Refusal.NotFound());
        assertThat(ticketing.ownRows().find(HELD, sectionOf(show))).contains(2);
    }

    @Test
    void names_begin_with_own_so_that_none_is_ever_taken_by_a_built_in_one() {
        assertThatThrownBy(() -> OwnConsumers.NONE.with(new Held("held")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("consumer held does not begin with own_");
        assertThatThrownBy(() -> OwnConsumers.NONE.with(new Held("own_")))
                .isInstanceOf(IllegalArgumentException.class);
        for (Projection builtIn : world.ticketing.readModels()) {
            assertThat(builtIn.name()).doesNotStartWith(OwnConsumers.PREFIX);
            assertThat(builtIn.tables())
                    .noneMatch(table -> table.name().startsWith(OwnConsumers.PREFIX));
        }
        for (ProcessProjection<?, ?> builtIn : Ticketing.PROCESSES) {
            assertThat(builtIn.name()).doesNotStartWith(OwnConsumers.PREFIX);
        }
    }

    @Test
    void two_of_one_name_are_refused_and_so_are_two_that_keep_one_table() {
        OwnConsumers one = OwnConsumers.NONE.with(new Held("own_held"));

        assertThatThrownBy(() -> one.with(new Held("own_held")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consumer own_held");
        assertThatThrownBy(() -> one.with(new Held("own_other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table own_held");
    }

    @Test
    void a_process_is_no_projection() {
        assertThatThrownBy(() -> OwnConsumers.NONE.with(new ProcessProjection<>(new Bell())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own_bell");
    }
}
