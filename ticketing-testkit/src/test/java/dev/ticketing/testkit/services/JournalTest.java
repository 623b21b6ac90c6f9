package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What passed with the provider is written down, and told among the events. */
class JournalTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    private List<JournalEntry> journal(ReservationId id) {
        world.machine.run();
        return world.journal.of(id);
    }

    private List<String> calls(ReservationId id) {
        return journal(id).stream()
                .map(JournalEntry::facts)
                .map(facts -> facts.get("call") + ": " + facts.get("answer"))
                .toList();
    }

    private Payment.Requested paid(ReservationId id, String token) {
        return world.done(
                world.ticketing.payments().pay(world.by(world.customer), id, World.card(token)));
    }

    @Test
    void a_capture_is_written_down_with_what_came_back_and_how_long_it_took() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.jump(SECOND));

        Payment.Requested paid = paid(id, "tok_ok");

        String payment = paid.request().id().toString();
        assertThat(journal(id))
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.kind()).isEqualTo(JournalEntry.Kind.PROVIDER_CALL);
                            assertThat(call.at()).isEqualTo(world.clock.instant());
                            assertThat(call.actor()).isEqualTo("system:payments");
                            assertThat(call.correlation())
                                    .isEqualTo(
                                            world.recorded().getLast().metadata().correlationId());
                            assertThat(call.summary())
                                    .isEqualTo("The provider was asked for 100.00 EUR: captured.");
                            assertThat(call.facts())
                                    .containsOnly(
                                            entry("call", "capture"),
                                            entry("payment", payment),
                                            entry("amount", "100.00 EUR"),
                                            entry("provider", "memory"),
                                            entry("answer", "captured"),
                                            entry("reference", "cap_" + payment),
                                            entry("tookMillis", "1000"));
                        });
    }

    @Test
    void a_refusal_is_written_down_with_its_code() {
        ReservationId id = world.held(show, World.places(1));

        paid(id, "tok_declined");
        paid(id, "tok_fraud");

        assertThat(calls(id)).containsExactly("capture: declined", "capture: declined for good");
        assertThat(journal(id))
                .extracting(call -> call.facts().get("code"))
                .containsExactly("card_declined", "fraud");
        assertThat(journal(id).getFirst().summary())
                .isEqualTo("The provider was asked for 50.00 EUR: declined, card_declined.");
    }

    @Test
    void silence_and_what_was_looked_up_after_it_are_written_down() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer();

        assertThat(paid(id, "tok_ok")).isInstanceOf(Payment.Unknown.class);
        world.machine.advance(Duration.ofSeconds(5));

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(calls(id)).containsExactly("capture: none", "look-up: captured");
    }

    @Test
    void what_the_provider_has_never_heard_of_is_written_down() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesARequest();

        paid(id, "tok_ok");
        world.machine.advance(Duration.ofSeconds(4));

        assertThat(calls(id)).containsSubsequence("capture: none", "look-up: unknown");
    }

    @Test
    void money_that_goes_back_is_written_down_each_time_that_it_is_tried() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.provider.failsRefunds(1);

        world.done(world.cancel(world.customer, id));
        world.machine.advance(Duration.ofSeconds(10));

        assertThat(calls(id))
                .startsWith("capture: captured", "refund: none")
                .contains("refund: given back");
        assertThat(journal(id))
                .filteredOn(call -> call.facts().containsKey("refund"))
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        call -> {
                            assertThat(call.facts()).containsEntry("amount", "100.00 EUR");
                            assertThat(call.facts().get("refund"))
                                    .isEqualTo(world.provider.refundsAsked().getFirst().toString());
                        });
    }

    @Test
    void what_the_instrument_is_known_by_is_written_down_nowhere() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesARequest();

        paid(id, "tok_ok");
        paid(world.held(show, World.places(1)), "tok_of_somebody");
        world.machine.advance(Duration.ofMinutes(1));

        assertThat(journal(id)).isNotEmpty().noneMatch(call -> call.toString().contains("tok_ok"));
    }

    @Test
    void the_story_tells_a_call_before_the_first_event_that_was_recorded_after_it() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer();
        world.machine.advance(SECOND);
        paid(id, "tok_ok");
        world.machine.advance(Duration.ofMinutes(1));
        world.done(world.cancel(world.customer, id));
        world.machine.advance(Duration.ofMinutes(1));

        List<HistoryEntry> story = world.ticketing.histories().of(world.customer, id).orElseThrow();

        assertThat(story)
                .extracting(HistoryEntry::type)
                .containsSubsequence(
                        "payment-requested",
                        "payment-unanswered",
                        "provider-call",
                        "payment-captured",
                        "provider-call",
                        "reservation-cancelled",
                        "refund-completed",
                        "provider-call");
        assertThat(story)
                .filteredOn(entry -> entry.type().equals("provider-call"))
                .hasSize(3)
                .allSatisfy(
                        call -> {
                            assertThat(call.position()).isEmpty();
                            assertThat(call.data()).isInstanceOf(HistoryEntry.Data.Facts.class);
                        });
        assertThat(story).isEqualTo(world.ticketing.histories().of(world.owner, id).orElseThrow());
    }

    @Test
    void a_call_that_was_over_between_two_events_stands_between_them() {
        ReservationId id = world.held(show, World.places(1));
        world.machine.advance(SECOND);
        world.journal.write(
                new JournalEntry(
                        world.newId(),
                        id,
                        world.clock.instant(),
                        JournalEntry.Kind.MAIL,
                        "system:mail",
                        world.newId(),
                        "A mail was sent.",
                        Map.of("attempt", "1")));
        world.machine.advance(SECOND);
        world.done(world.cancel(world.customer, id));

        assertThat(world.ticketing.histories().of(world.customer, id).orElseThrow())
                .extracting(HistoryEntry::type)
                .containsExactly(
                        "seats-held",
                        "reservation-started",
                        "mail",
                        "reservation-cancelled",
                        "seats-released");
    }

    @Test
    void a_journal_that_cannot_be_written_keeps_nobody_from_paying_and_is_written_later() {
        ReservationId id = world.held(show, World.places(1));
        world.journalFails = true;

        assertThat(paid(id, "tok_ok")).isInstanceOf(Payment.Captured.class);

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(journal(id)).isEmpty();
        assertThat(world.failures).anyMatch(failure -> failure.startsWith("journal: "));
        world.journalFails = false;
        world.machine.advance(SECOND);
        assertThat(calls(id)).containsExactly("capture: captured");
    }

    @Test
    void what_cannot_be_written_for_long_is_let_go_and_reported() {
        ReservationId id = world.held(show, World.places(1));
        world.journalFails = true;
        paid(id, "tok_declined");

        world.machine.advance(Duration.ofMinutes(1));
        world.journalFails = false;
        paid(id, "tok_ok");

        assertThat(calls(id)).containsExactly("capture: captured");
        assertThat(world.failures).filteredOn(said -> said.startsWith("journal: ")).hasSize(30);
    }

    @Test
    void no_more_wait_to_be_written_than_a_limit() {
        ReservationId id = world.confirmed(show, World.places(1));
        PaymentId payment = world.provider.memory().captures().getFirst().key();
        world.machine.run();
        world.journalFails = true;
        int most = 10_000;
        for (int i = 0; i < most + 5; i++) {
            world.ticketing.webhooks().receive(new Webhook("memory", "1", "told", payment));
        }
        assertThat(world.failures)
                .filteredOn(said -> said.contains("too much waits to be written"))
                .hasSize(5);

        world.journalFails = false;
        world.machine.run();

        assertThat(world.journal.of(id)).hasSize(Journal.LONGEST);
    }

    @Test
    void what_waits_is_written_before_the_system_has_stopped() {
        ReservationId id = world.held(show, World.places(1));
        world.journalFails = true;
        paid(id, "tok_ok");
        world.journalFails = false;

        world.await(world.ticketing.stop());

        assertThat(calls(id)).containsExactly("capture: captured");
    }
}
