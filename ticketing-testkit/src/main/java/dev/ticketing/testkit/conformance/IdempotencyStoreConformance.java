package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.idempotency.IdempotencyStore.Answer;
import dev.ticketing.core.idempotency.IdempotencyStore.Claim;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What every {@link IdempotencyStore} has to do. The store may hold answers of earlier tests. */
public abstract class IdempotencyStoreConformance {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long DIGEST = Long.MIN_VALUE;
    private static final Instant NOW = Fresh.NOW;
    private static final Instant DAY_LATER = NOW.plus(IdempotencyStore.MEMORY);
    private static final int CALLERS = 6;

    private static final Answer ANSWER =
            new Answer(
                    201,
                    Map.of("Location", "/api/reservations/1", "ETag", "\"1\""),
                    "{\"title\": \"Für Élise ♪\"}");

    /** Makes a suite; a subclass needs no constructor. */
    protected IdempotencyStoreConformance() {}

    /** The store under test. */
    protected abstract IdempotencyStore idempotencyStore();

    @Test
    void a_new_key_is_granted_and_then_running() {
        IdempotencyStore.Key key = newKey();

        assertThat(claim(key, NOW)).isEqualTo(new Claim.Granted());
        assertThat(claim(key, NOW)).isEqualTo(new Claim.Running());
    }

    @Test
    void an_answer_is_given_again_word_for_word() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);

        idempotencyStore().answer(key, ANSWER, NOW);

        assertThat(claim(key, NOW)).isEqualTo(new Claim.Answered(ANSWER));
        assertThat(claim(key, NOW.plusSeconds(3600))).isEqualTo(new Claim.Answered(ANSWER));
    }

    @Test
    void an_answer_may_be_empty() {
        IdempotencyStore.Key key = newKey();
        Answer empty = new Answer(204, Map.of(), "");
        claim(key, NOW);

        idempotencyStore().answer(key, empty, NOW);

        assertThat(claim(key, NOW)).isEqualTo(new Claim.Answered(empty));
    }

    @Test
    void a_key_is_not_used_for_another_request_while_the_first_runs_or_after_it() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);

        assertThat(idempotencyStore().claim(key, DIGEST + 1, NOW, LEASE))
                .isEqualTo(new Claim.Reused());
        idempotencyStore().answer(key, ANSWER, NOW);
        assertThat(idempotencyStore().claim(key, DIGEST + 1, NOW, LEASE))
                .isEqualTo(new Claim.Reused());
    }

    @Test
    void a_key_that_is_given_back_is_as_if_it_had_not_been_used() {
        IdempotencyStore.Key key = newKey();
        assertThat(claim(key, NOW)).isEqualTo(new Claim.Granted());
        assertThat(claim(key, NOW)).isNotEqualTo(new Claim.Granted());

        idempotencyStore().release(key);

        assertThat(idempotencyStore().claim(key, DIGEST + 1, NOW, LEASE))
                .isEqualTo(new Claim.Granted());
    }

    @Test
    void a_claim_stands_until_a_microsecond_before_its_lease_is_over() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);

        assertThat(claim(key, NOW.plus(LEASE).minus(1, ChronoUnit.MICROS)))
                .isEqualTo(new Claim.Running());
    }

    @Test
    void a_claim_is_taken_over_when_its_lease_is_over_and_has_a_lease_again() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);

        assertThat(claim(key, NOW.plus(LEASE))).isEqualTo(new Claim.Granted());
        assertThat(claim(key, NOW.plus(LEASE))).isEqualTo(new Claim.Running());
    }

    @Test
    void an_answer_outlives_the_lease() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);
        idempotencyStore().answer(key, ANSWER, NOW);

        assertThat(claim(key, NOW.plus(LEASE))).isEqualTo(new Claim.Answered(ANSWER));
    }

    @Test
    void the_keys_of_two_callers_are_two_keys() {
        IdempotencyStore.Key one =
                new IdempotencyStore.Key("one", "0123456789abcdef-" + Fresh.id());
        IdempotencyStore.Key other = new IdempotencyStore.Key("other", one.value());
        claim(one, NOW);

        assertThat(claim(other, NOW)).isEqualTo(new Claim.Granted());
        idempotencyStore().answer(one, ANSWER, NOW);
        assertThat(claim(other, NOW)).isEqualTo(new Claim.Running());
    }

    @Test
    void the_longest_key_is_taken() {
        IdempotencyStore.Key key =
                new IdempotencyStore.Key(
                        "anonymous", Fresh.id() + "~".repeat(IdempotencyStore.Key.MAX_LENGTH - 36));

        assertThat(claim(key, NOW)).isEqualTo(new Claim.Granted());
        assertThat(claim(key, NOW)).isEqualTo(new Claim.Running());
    }

    @Test
    void a_key_is_granted_to_one_of_those_who_claim_it_at_the_same_time() {
        IdempotencyStore.Key key = newKey();
        Callable<Claim> ask = () -> claim(key, NOW);

        List<Claim> claims = Together.run(Collections.nCopies(CALLERS, ask));

        assertThat(claims).filteredOn(new Claim.Granted()::equals).hasSize(1);
        assertThat(claims).filteredOn(new Claim.Running()::equals).hasSize(CALLERS - 1);
    }

    @Test
    void a_claim_is_taken_over_by_one_of_those_who_ask_at_the_same_time() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);
        Callable<Claim> ask = () -> claim(key, NOW.plus(LEASE));

        List<Claim> claims = Together.run(Collections.nCopies(CALLERS, ask));

        assertThat(claims).filteredOn(new Claim.Granted()::equals).hasSize(1);
    }

    @Test
    void an_answer_is_remembered_for_a_day() {
        IdempotencyStore.Key key = answered();

        idempotencyStore().forget(DAY_LATER.minus(1, ChronoUnit.MICROS));

        assertThat(claim(key, NOW)).isEqualTo(new Claim.Answered(ANSWER));
    }

    @Test
    void an_answer_is_forgotten_after_a_day() {
        IdempotencyStore.Key key = answered();

        int forgotten = idempotencyStore().forget(DAY_LATER.plus(1, ChronoUnit.MICROS));

        assertThat(forgotten).isPositive();
        assertThat(claim(key, NOW)).isEqualTo(new Claim.Granted());
    }

    @Test
    void forgetting_says_how_many() {
        idempotencyStore().forget(DAY_LATER.plusSeconds(3600));
        answered();
        answered();

        assertThat(idempotencyStore().forget(DAY_LATER.plusSeconds(3600))).isEqualTo(2);
        assertThat(idempotencyStore().forget(DAY_LATER.plusSeconds(3600))).isZero();
    }

    private IdempotencyStore.Key answered() {
        IdempotencyStore.Key key = newKey();
        claim(key, NOW);
        idempotencyStore().answer(key, ANSWER, NOW);
        return key;
    }

    private Claim claim(IdempotencyStore.Key key, Instant now) {
        return idempotencyStore().claim(key, DIGEST, now, LEASE);
    }

    private static IdempotencyStore.Key newKey() {
        return new IdempotencyStore.Key("user:" + Fresh.id(), Fresh.id().toString());
    }
}
