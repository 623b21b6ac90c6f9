package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.DeadLetters;
import dev.ticketing.core.application.OperatorRejection;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterAction.Kind;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class DeadLettersTest {

    private static final String TICKETS = "tickets";
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final World world = new World();
    private final DeadLetters letters = world.ticketing.deadLetters();

    /** Events of a stream whose name no projection can make sense of. */
    private void recordBroken(String key, int events) {
        StreamId stream = new StreamId("ticket", key);
        DomainEvent event = new TicketVoided(world.clock.instant());
        Unit unit =
                new Unit(
                        new CommandKey(new CommandId(world.newId()), 1),
                        List.of(
                                new StreamAppend(
                                        stream, Version.NONE, Collections.nCopies(events, event))),
                        EventMetadata.ofSystem("test", world.newId()));
        assertThat(world.memory.append(List.of(unit)))
                .hasOnlyElementsOfType(AppendResult.Appended.class);
        world.machine.advance(A_WHILE);
    }

    private List<DeadLetter> list(Optional<String> subscription, Optional<Status> status) {
        return letters.list(world.admin, subscription, status, Optional.empty(), 100)
                .orElseThrow()
                .value();
    }

    private DeadLetter ofTickets() {
        return list(Optional.of(TICKETS), Optional.empty()).getFirst();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).why();
    }

    @Test
    void are_for_administrators_alone() {
        recordBroken("broken", 1);
        DeadLetter letter = ofTickets();
        for (var caller : List.of(world.owner, world.stranger)) {
            for (Outcome<?> outcome :
                    List.of(
                            letters.list(
                                    caller,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    1),
                            letters.find(caller, letter.id()),
                            letters.retry(world.by(caller), letter.id()),
                            letters.retryAll(world.by(caller), Optional.empty()),
                            letters.discard(world.by(caller), letter.id(), "mine"))) {
                assertThat(refusal(outcome)).isEqualTo(new Refusal.Forbidden());
            }
        }
        assertThat(ofTickets().status()).isEqualTo(Status.PARKED);
    }

    @Test
    void a_letter_shows_the_first_events_that_are_set_aside_with_their_types() {
        recordBroken("broken", DeadLetters.MAX_SHOWN + 1);

        DeadLetters.Opened opened =
                letters.find(world.admin, ofTickets().id()).orElseThrow().value();

        assertThat(opened.letter().sequence()).isEqualTo("ticket/broken");
        assertThat(opened.letter().events()).isEqualTo(DeadLetters.MAX_SHOWN + 1);
        assertThat(opened.events()).hasSize(DeadLetters.MAX_SHOWN);
        assertThat(opened.events().getFirst())
                .isEqualTo(new DeadLetters.SetAside(new Position(1), "ticket-voided"));
        assertThat(opened.history())
                .extracting(DeadLetterAction::kind)
                .containsExactly(Kind.PARKED);
    }

    @Test
    void a_retry_is_on_record_with_who_asked_for_it_and_how_it_ended() {
        recordBroken("broken", 1);
        DeadLetter letter = ofTickets();

        DeadLetter retrying =
                letters.retry(world.by(world.admin), letter.id()).orElseThrow().value();
        assertThat(retrying.status()).isEqualTo(Status.RETRYING);
        world.machine.advance(A_WHILE);

        DeadLetters.Opened opened = letters.find(world.admin, letter.id()).orElseThrow().value();
        assertThat(opened.letter().status()).isEqualTo(Status.PARKED);
        assertThat(opened.letter().attempts()).isEqualTo(1);
        assertThat(opened.history())
                .extracting(DeadLetterAction::kind)
                .containsExactly(Kind.PARKED, Kind.RETRY_REQUESTED, Kind.FAILED);
        assertThat(opened.history().get(1).actor()).isEqualTo("user:" + world.admin.user());
        assertThat(opened.history().get(2).actor()).isEqualTo("system:" + TICKETS);
    }

    @Test
    void what_is_given_up_needs_a_reason_and_cannot_be_tried_again() {
        recordBroken("broken", 1);
        DeadLetter letter = ofTickets();
        assertThatThrownBy(() -> letters.discard(world.by(world.admin), letter.id(), " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                letters.discard(
                                        world.by(world.admin),
                                        letter.id(),
                                        "r".repeat(DeadLetters.MAX_REASON + 1)))
                .isInstanceOf(IllegalArgumentException.class);

        String reason = "r".repeat(DeadLetters.MAX_REASON);
        DeadLetter discarded =
                letters.discard(world.by(world.admin), letter.id(), reason).orElseThrow().value();

        assertThat(discarded.status()).isEqualTo(Status.DISCARDED);
        assertThat(discarded.reason()).contains(reason);
        Refusal notAgain =
                new Refusal.ByOperations(new OperatorRejection.WrongStatus(Status.DISCARDED));
        assertThat(refusal(letters.retry(world.by(world.admin), letter.id()))).isEqualTo(notAgain);
        assertThat(refusal(letters.discard(world.by(world.admin), letter.id(), "again")))
                .isEqualTo(notAgain);
    }

    @Test
    void all_of_a_subscription_are_tried_again_at_once() {
        recordBroken("one", 1);
        recordBroken("two", 2);

        assertThat(
                        letters.retryAll(world.by(world.admin), Optional.of(TICKETS))
                                .orElseThrow()
                                .value())
                .isEqualTo(2);

        assertThat(list(Optional.of(TICKETS), Optional.of(Status.RETRYING))).hasSize(2);
        assertThat(refusal(letters.retryAll(world.by(world.admin), Optional.of("nobody"))))
                .isEqualTo(new Refusal.NotFound());
    }

    @Test
    void a_letter_of_a_copy_that_serves_no_more_can_only_be_given_up() {
        recordBroken("broken", 1);
        DeadLetter old = ofTickets();
        world.ticketing.subscriptions().rebuild(world.admin, TICKETS).orElseThrow();
        world.machine.advance(A_WHILE.multipliedBy(2));

        assertThat(refusal(letters.retry(world.by(world.admin), old.id())))
                .isEqualTo(new Refusal.ByOperations(new OperatorRejection.RetiredCopy(1)));
        assertThat(letters.discard(world.by(world.admin), old.id(), "rebuilt").orElseThrow())
                .isNotNull();
    }

    @Test
    void a_letter_that_is_not_there_is_not_found() {
        for (Outcome<?> outcome :
                List.of(
                        letters.find(world.admin, world.newId()),
                        letters.retry(world.by(world.admin), world.newId()),
                        letters.discard(world.by(world.admin), world.newId(), "none"))) {
            assertThat(refusal(outcome)).isEqualTo(new Refusal.NotFound());
        }
    }

    @Test
    void are_counted_for_monitoring() {
        recordBroken("one", 2);
        recordBroken("two", 3);

        assertThat(letters.count())
                .filteredOn(count -> count.consumer().name().equals(TICKETS))
                .singleElement()
                .extracting(
                        DeadLetterCount::status, DeadLetterCount::letters, DeadLetterCount::events)
                .containsExactly(Status.PARKED, 2L, 5L);
    }
}
