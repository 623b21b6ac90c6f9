package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What follows from a request is known as its consequence, however much later it comes. */
class OriginsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final World world = new World();
    private final ShowId show = world.onSale();

    @ParameterizedTest
    @ValueSource(strings = {"tok_ok", "tok_declined", "tok_fraud"})
    void what_the_provider_answers_belongs_to_the_request_to_pay(String token) {
        ReservationId id = world.held(show, World.places(2));
        Position before = world.memory.head();

        Request request = request("request-1");
        world.done(pay(request, id, World.card(token)));

        List<RecordedEvent> after = world.memory.read(before, 100);
        assertThat(after).hasSizeGreaterThan(3);
        assertThatAllBelongTo(request, after);
        assertThat(callsOf(id)).isNotEmpty().containsOnly(correlation(request));
    }

    @Test
    void what_is_found_out_later_does_too() {
        ReservationId id = world.held(show, World.places(1));
        Position before = world.memory.head();
        world.provider.losesAnAnswer();

        Request request = request("request-1");
        world.done(pay(request, id, World.CARD));
        world.machine.advance(Duration.ofMinutes(2));

        List<RecordedEvent> after = world.memory.read(before, 100);
        assertThat(after)
                .extracting(one -> (Object) one.event().getClass())
                .contains(PaymentCaptured.class, ReservationConfirmed.class);
        assertThatAllBelongTo(request, after);
        assertThat(callsOf(id)).hasSizeGreaterThan(1).containsOnly(correlation(request));
    }

    @Test
    void money_that_goes_back_belongs_to_the_request_for_it() {
        ReservationId id = world.held(show, World.places(1));
        world.done(pay(request("request-1"), id, World.CARD));
        Payment.Requested paid =
                world.ticketing
                        .payments()
                        .find(world.customer, world.reservation(id).payment().orElseThrow())
                        .orElseThrow()
                        .state();
        Position before = world.memory.head();
        world.provider.losesRefundAnswers(1);

        Request request = request("request-2");
        var refund =
                world.ticketing.payments().refund(request, paid.request().id(), Optional.empty());
        world.done(refund);
        world.machine.advance(Duration.ofMinutes(2));

        List<RecordedEvent> after = world.memory.read(before, 100);
        assertThat(after)
                .extracting(one -> (Object) one.event().getClass())
                .contains(RefundCompleted.class);
        assertThatAllBelongTo(request, after);
        assertThat(callsOf(id)).endsWith(correlation(request));
    }

    private CompletableFuture<Outcome<Payment.Requested>> pay(
            Request request, ReservationId id, Instrument instrument) {
        return world.ticketing.payments().pay(request, id, instrument);
    }

    private Request request(String requestId) {
        UUID id = world.newId();
        return new Request(
                world.customer,
                new CommandKey(new CommandId(id), 0),
                new EventMetadata(
                        world.newId(), id, "user:" + world.customer.user(), requestId, TRACE));
    }

    private static UUID correlation(Request request) {
        return request.metadata().correlationId();
    }

    private List<UUID> callsOf(ReservationId id) {
        return world.journal.of(id).stream().map(entry -> entry.correlation()).toList();
    }

    private static void assertThatAllBelongTo(Request request, List<RecordedEvent> events) {
        assertThat(events)
                .extracting(RecordedEvent::metadata)
                .allSatisfy(
                        metadata -> {
                            assertThat(metadata.correlationId()).isEqualTo(correlation(request));
                            assertThat(metadata.requestId())
                                    .isEqualTo(request.metadata().requestId());
                            assertThat(metadata.traceId()).contains(TRACE);
                        });
    }
}
