package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SecretHash;
import dev.ticketing.core.identity.SignInLink;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** What every {@link IdentityStore} has to do. The store may hold people of earlier tests. */
public abstract class IdentityStoreConformance {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CALLERS = 6;

    /** Makes a suite; a subclass needs no constructor. */
    protected IdentityStoreConformance() {}

    /** The store under test. */
    protected abstract IdentityStore identityStore();

    @Test
    void answers_a_ping_when_it_works() {
        User user = identityStore().findOrCreate(Fresh.email(), Fresh.user(), Fresh.NOW);

        identityStore().ping();

        assertThat(identityStore().find(user.id())).contains(user);
    }

    @Test
    void does_not_find_a_user_who_was_never_made() {
        User user = identityStore().findOrCreate(Fresh.email(), Fresh.user(), Fresh.NOW);

        assertThat(identityStore().find(Fresh.user())).isEmpty();
        assertThat(identityStore().find(user.id())).contains(user);
    }

    @Test
    void makes_a_user_with_the_given_id() {
        EmailAddress email = Fresh.email();
        UserId id = Fresh.user();

        User user = identityStore().findOrCreate(email, id, Fresh.NOW);

        assertThat(user).isEqualTo(new User(id, email));
        assertThat(identityStore().find(id)).contains(user);
    }

    @Test
    void finds_the_user_who_has_the_address_and_leaves_the_new_id() {
        EmailAddress email = Fresh.email();
        User user = identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW);
        UserId unused = Fresh.user();

        assertThat(identityStore().findOrCreate(email, unused, Fresh.NOW)).isEqualTo(user);
        assertThat(identityStore().find(unused)).isEmpty();
    }

    @Test
    void one_address_is_one_user_whoever_asks_at_the_same_time() {
        EmailAddress email = Fresh.email();
        Callable<User> ask = () -> identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW);

        List<User> users = Together.run(Collections.nCopies(CALLERS, ask));

        assertThat(users).hasSize(CALLERS).containsOnly(users.getFirst());
        assertThat(identityStore().find(users.getFirst().id())).contains(users.getFirst());
    }

    @Test
    void an_address_has_an_id_before_anybody_signs_in_with_it() {
        EmailAddress email = Fresh.email();
        UserId id = Fresh.user();

        assertThat(identityStore().idOf(email, id, Fresh.NOW)).isEqualTo(id);
        assertThat(identityStore().idOf(email, Fresh.user(), Fresh.NOW)).isEqualTo(id);
        assertThat(identityStore().find(id)).as("nobody has signed in").isEmpty();
    }

    @Test
    void mail_reaches_who_has_signed_in_and_who_has_not_yet() {
        EmailAddress known = Fresh.email();
        EmailAddress awaited = Fresh.email();
        User user = identityStore().findOrCreate(known, Fresh.user(), Fresh.NOW);
        UserId other = identityStore().idOf(awaited, Fresh.user(), Fresh.NOW);

        assertThat(identityStore().addressOf(user.id())).contains(known);
        assertThat(identityStore().addressOf(other)).contains(awaited);
        assertThat(identityStore().addressOf(Fresh.user())).isEmpty();
    }

    @Test
    void tells_several_addresses_at_once_also_of_who_has_not_signed_in_yet() {
        EmailAddress awaited = Fresh.email();
        User one = identityStore().findOrCreate(Fresh.email(), Fresh.user(), Fresh.NOW);
        UserId other = identityStore().idOf(awaited, Fresh.user(), Fresh.NOW);
        identityStore().findOrCreate(Fresh.email(), Fresh.user(), Fresh.NOW);

        assertThat(identityStore().addressesOf(Set.of(one.id(), Fresh.user(), other)))
                .isEqualTo(Map.of(one.id(), one.email(), other, awaited));
        assertThat(identityStore().addressesOf(Set.of())).isEmpty();
    }

    @Test
    void who_signs_in_first_is_who_the_address_already_stood_for() {
        EmailAddress email = Fresh.email();
        UserId id = identityStore().idOf(email, Fresh.user(), Fresh.NOW);

        User user = identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW.plusSeconds(1));

        assertThat(user).isEqualTo(new User(id, email));
        assertThat(identityStore().find(id)).contains(user);
        assertThat(identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW)).isEqualTo(user);
    }

    @Test
    void the_address_of_somebody_who_has_signed_in_stands_for_them() {
        EmailAddress email = Fresh.email();
        User user = identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW);

        assertThat(identityStore().idOf(email, Fresh.user(), Fresh.NOW)).isEqualTo(user.id());
        assertThat(identityStore().find(user.id())).contains(user);
    }

    @Test
    void one_address_has_one_id_whoever_asks_at_the_same_time() {
        EmailAddress email = Fresh.email();
        Callable<UserId> ask = () -> identityStore().idOf(email, Fresh.user(), Fresh.NOW);
        Callable<UserId> signIn =
                () -> identityStore().findOrCreate(email, Fresh.user(), Fresh.NOW).id();

        List<UserId> ids = Together.run(List.of(ask, signIn, ask, signIn, ask, signIn));

        assertThat(ids).hasSize(CALLERS).containsOnly(ids.getFirst());
        assertThat(identityStore().find(ids.getFirst())).isPresent();
    }

    @Test
    void redeems_a_link_once() {
        SignInLink link = addLink(Fresh.email(), Fresh.NOW);

        assertThat(identityStore().redeem(link.secret(), Fresh.NOW)).contains(link);
        assertThat(identityStore().redeem(link.secret(), Fresh.NOW)).isEmpty();
    }

    @Test
    void redeems_a_link_for_one_of_those_who_ask_at_the_same_time() {
        SignInLink link = addLink(Fresh.email(), Fresh.NOW);
        Callable<Optional<SignInLink>> ask = () -> identityStore().redeem(link.secret(), Fresh.NOW);

        List<Optional<SignInLink>> answers = Together.run(Collections.nCopies(CALLERS, ask));

        assertThat(answers).filteredOn(Optional::isPresent).containsExactly(Optional.of(link));
    }

    @Test
    void does_not_redeem_a_link_that_was_never_mailed() {
        SignInLink link = addLink(Fresh.email(), Fresh.NOW);

        assertThat(identityStore().redeem(newSecret(), Fresh.NOW)).isEmpty();
        assertThat(identityStore().redeem(link.secret(), Fresh.NOW)).contains(link);
    }

    @Test
    void redeems_a_link_a_microsecond_before_its_time_is_over() {
        SignInLink link = addLink(Fresh.email(), Fresh.NOW);
        Instant late = link.expiresAt().minus(1, ChronoUnit.MICROS);

        assertThat(identityStore().redeem(link.secret(), late)).contains(link);
    }

    @Test
    void does_not_redeem_a_link_at_the_instant_its_time_is_over() {
        SignInLink link = addLink(Fresh.email(), Fresh.NOW);

        SignInLink other = addLink(Fresh.email(), Fresh.NOW.plus(1, ChronoUnit.MICROS));

        assertThat(identityStore().redeem(link.secret(), link.expiresAt())).isEmpty();
        assertThat(identityStore().redeem(other.secret(), link.expiresAt())).contains(other);
    }

    @Test
    void counts_the_links_of_an_address_from_an_instant_on() {
        EmailAddress email = Fresh.email();
        addLink(Fresh.email(), Fresh.NOW);
        addLink(email, Fresh.NOW.minus(1, ChronoUnit.MICROS));
        addLink(email, Fresh.NOW);
        addLink(email, Fresh.NOW.plusSeconds(1));

        assertThat(identityStore().linksSince(email, Fresh.NOW)).isEqualTo(2);
    }

    @Test
    void counts_links_whose_time_is_over() {
        EmailAddress email = Fresh.email();
        addLink(email, Fresh.NOW.minus(LIFETIME).minusSeconds(60));
        addLink(email, Fresh.NOW);

        assertThat(identityStore().linksSince(email, Fresh.NOW.minus(Duration.ofMinutes(15))))
                .isEqualTo(2);
    }

    private SignInLink addLink(EmailAddress email, Instant requestedAt) {
        SignInLink link =
                new SignInLink(newSecret(), email, requestedAt, requestedAt.plus(LIFETIME));
        identityStore().addLink(link);
        return link;
    }

    private static SecretHash newSecret() {
        return SecretHash.of(Fresh.id().toString());
    }
}
