package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A provider that does not answer, as buyers see it. Its silence lasts until the test ends it. */
class SilentProviderTest {

    private final FailingProvider failing = new FailingProvider();
    private final CompletableFuture<Boolean> silence = new CompletableFuture<>();
    private final ExecutorService timer = Executors.newSingleThreadExecutor();
    private final ResilientPaymentProvider provider =
            new ResilientPaymentProvider(
                    failing,
                    ResilientPaymentProvider.breaker().delay(Duration.ZERO).executor(timer).build(),
                    ResilientPaymentProvider.RETRY_WITHIN);
    private final TestServer server = TestServer.startWith(provider);
    private final Client organizer = new Client(server.port()).as("organizer@example.com");
    private final Client buyer = new Client(server.port()).as("buyer@example.com");

    SilentProviderTest() {
        timer.execute(silence::join);
        failing.fails(Integer.MAX_VALUE);
    }

    @AfterEach
    void stop() {
        server.close();
        silence.complete(true);
        timer.close();
    }

    private String held(String event) {
        return buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .has(201)
                .header("Location");
    }

    private static Client.Reply pay(Client payer, String hold) {
        return payer.post("/api/payments", Samples.payment(hold, "tok_ok"));
    }

    /** As many pay at once as it takes to notice. */
    private List<Client.Reply> payUntilItIsNoticed() {
        String event = Samples.onSale(organizer);
        String another = Samples.onSale(organizer);
        List<String> holds =
                IntStream.range(0, ResilientPaymentProvider.VOLUME)
                        .mapToObj(i -> held(i % 2 == 0 ? event : another))
                        .toList();
        List<CompletableFuture<Client.Reply>> payments =
                holds.stream()
                        .map(
                                hold ->
                                        CompletableFuture.supplyAsync(
                                                () -> pay(buyer.withKey(), hold),
                                                server.needs.executor()))
                        .toList();
        List<Client.Reply> answers = payments.stream().map(CompletableFuture::join).toList();
        Eventually.isTrue(() -> !provider.isAvailable());
        return answers;
    }

    @Test
    void until_the_silence_is_noticed_what_became_of_payments_is_unknown() {
        for (Client.Reply payment : payUntilItIsNoticed()) {
            payment.has(202);
            String path = payment.header("Location");
            Eventually.isTrue(() -> buyer.get(path).has(200).at("/status").equals("UNKNOWN"));
        }
    }

    @Test
    void once_it_is_noticed_payments_are_put_off_and_places_are_held_all_the_same() {
        String event = Samples.onSale(organizer);
        payUntilItIsNoticed();
        int before = failing.asked();
        String hold = held(event);

        Client.Reply refused = pay(buyer.withKey(), hold).isProblem(503, "UNAVAILABLE");

        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(failing.asked()).isEqualTo(before);
        Client.Reply reservation = buyer.get(hold).has(200);
        assertThat(reservation.at("/status")).isEqualTo("HELD");
        assertThat(reservation.json().has("paymentId")).isFalse();
    }

    @Test
    void when_the_provider_is_back_the_request_that_was_put_off_is_a_payment() {
        String event = Samples.onSale(organizer);
        payUntilItIsNoticed();
        String hold = held(event);
        Client payer = buyer.withKey();
        pay(payer, hold).isProblem(503, "UNAVAILABLE");

        failing.fails(0);
        pay(payer, hold).isProblem(503, "UNAVAILABLE");
        silence.complete(true);
        Eventually.isTrue(provider::isAvailable);

        assertThat(pay(payer, hold).has(201).at("/status")).isEqualTo("CAPTURED");
        assertThat(buyer.get(hold).at("/status")).isEqualTo("CONFIRMED");
        assertThat(pay(buyer.withKey(), held(event)).has(201).at("/status")).isEqualTo("CAPTURED");
        assertThat(failing.memory.captures()).hasSize(2);
    }
}
