package dev.ticketing.core.application;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.SignIn.Settings;
import dev.ticketing.core.application.SignIn.SignedIn;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.Role;
import dev.ticketing.core.identity.SecretHash;
import dev.ticketing.core.identity.SignInLink;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.mail.Mail;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class SignInTest {

    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final EmailAddress BOB = new EmailAddress("bob@example.org");

    private final Store store = new Store();
    private final List<Mail> mails = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger secrets = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void mails_a_link_that_signs_in() {
        SignIn signIn = signIn(true);

        assertThat(mailLink(ANN, signIn)).isTrue();

        Mail mail = mails.getFirst();
        assertThat(mail.to()).isEqualTo(ANN);
        assertThat(mail.id()).isEqualTo(id(1));
        assertThat(mail.pass().orElseThrow().token()).isEqualTo("secret-1");
        assertThat(mail.pass().orElseThrow().link())
                .isEqualTo("https://tickets.example/#sign-in=secret-1");
        assertThat(mail.text()).contains(mail.pass().orElseThrow().link());
        assertThat(mail.sentAt()).isEqualTo(NOW);
        assertThat(signIn.redeem(mail.pass().orElseThrow().token()))
                .contains(new SignedIn(new User(new UserId(id(2)), ANN), Set.of(Role.CUSTOMER)));
    }

    @Test
    void stores_the_hash_of_a_secret_alone() {
        signIn(true).newLink(ANN);

        assertThat(store.links)
                .containsExactly(
                        new SignInLink(
                                SecretHash.of("secret-1"),
                                ANN,
                                NOW,
                                NOW.plus(SignIn.LINK_LIFETIME)));
    }

    @Test
    void of_many_who_ask_at_the_same_moment_no_more_get_a_link_than_one_after_another() {
        SignIn signIn = signIn(true);
        List<Optional<Mail>> meanwhile = new ArrayList<>();
        store.beforeNextLink =
                () -> {
                    for (int i = 0; i < SignIn.LINKS_PER_WINDOW; i++) {
                        meanwhile.add(signIn.newLink(ANN));
                    }
                };

        Optional<Mail> overtaken = signIn.newLink(ANN);

        assertThat(meanwhile).hasSize(SignIn.LINKS_PER_WINDOW).allMatch(Optional::isPresent);
        assertThat(overtaken).isEmpty();
    }

    @Test
    void makes_a_link_without_mailing_it() {
        assertThat(signIn(true).newLink(ANN)).isPresent();

        assertThat(mails).isEmpty();
    }

    @Test
    void an_unknown_secret_signs_nobody_in() {
        assertThat(signIn(true).redeem("made-up")).isEmpty();
        assertThat(store.users).isEmpty();
    }

    @Test
    void a_person_who_comes_again_is_the_same_user() {
        SignIn signIn = signIn(true);

        assertThat(signInAs(ANN, signIn).user()).isEqualTo(signInAs(ANN, signIn).user());
        assertThat(signInAs(BOB, signIn).user()).isNotEqualTo(signInAs(ANN, signIn).user());
    }

    @Test
    void five_links_may_be_asked_for_in_a_quarter_of_an_hour_and_not_a_sixth() {
        SignIn signIn = signIn(true);
        for (int i = 0; i < 5; i++) {
            assertThat(mailLink(ANN, signIn)).isTrue();
        }

        assertThat(mailLink(ANN, signIn)).isFalse();

        assertThat(mails).hasSize(5);
        assertThat(mailLink(BOB, signIn)).isTrue();
        now.set(NOW.plus(Duration.ofMinutes(15)));
        assertThat(mailLink(ANN, signIn)).isFalse();
        now.set(NOW.plus(Duration.ofMinutes(15)).plusNanos(1));
        assertThat(mailLink(ANN, signIn)).isTrue();
    }

    @Test
    void without_limits_any_number_of_links_may_be_asked_for() {
        SignIn signIn = signIn(false);

        for (int i = 0; i < 6; i++) {
            assertThat(mailLink(ANN, signIn)).isTrue();
        }
    }

    @Test
    void the_one_named_in_the_settings_is_the_administrator() {
        SignIn signIn = signIn(true, Optional.of(ANN));

        assertThat(signInAs(ANN, signIn).roles())
                .containsExactlyInAnyOrder(Role.CUSTOMER, Role.ADMIN);
        assertThat(signInAs(BOB, signIn).roles()).containsExactly(Role.CUSTOMER);
    }

    @Test
    void finds_who_has_signed_in() {
        SignIn signIn = signIn(true, Optional.of(ANN));
        SignedIn ann = signInAs(ANN, signIn);

        assertThat(signIn.find(ann.user().id())).contains(ann);
        assertThat(signIn.find(new UserId(id(999)))).isEmpty();
    }

    private SignedIn signInAs(EmailAddress email, SignIn signIn) {
        assertThat(mailLink(email, signIn)).isTrue();
        return signIn.redeem(mails.getLast().pass().orElseThrow().token()).orElseThrow();
    }

    /** False if the address has asked too often. */
    private static boolean mailLink(EmailAddress email, SignIn signIn) {
        Optional<Mail> mail = signIn.newLink(email);
        mail.ifPresent(signIn::send);
        return mail.isPresent();
    }

    private SignIn signIn(boolean limited) {
        return signIn(limited, Optional.empty());
    }

    private SignIn signIn(boolean limited, Optional<EmailAddress> admin) {
        return new SignIn(
                store,
                mails::add,
                () -> "secret-" + secrets.incrementAndGet(),
                () -> id(ids.incrementAndGet()),
                now::get,
                new Settings(() -> "https://tickets.example", admin, limited));
    }

    @Test
    void who_signs_in_is_who_their_address_stood_for_before() {
        SignIn signIn = signIn(true);
        UserId known = signIn.idOf(ANN);
        assertThat(signIn.find(known)).isEmpty();

        signIn.requestLink(ANN);
        SignedIn ann = signIn.redeem("secret-1").orElseThrow();

        assertThat(ann.user().id()).isEqualTo(known);
        assertThat(signIn.idOf(ANN)).isEqualTo(known);
    }

    /** As much of a store as signing in needs. */
    private static final class Store implements IdentityStore {
        private final Map<EmailAddress, UserId> ids = new LinkedHashMap<>();
        private final Map<EmailAddress, User> users = new LinkedHashMap<>();
        private final List<SignInLink> links = new ArrayList<>();
        private Runnable beforeNextLink = () -> {};

        @Override
        public void ping() {
            // Always there.
        }

        @Override
        public Optional<User> find(UserId id) {
            return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
        }

        @Override
        public Optional<EmailAddress> addressOf(UserId id) {
            return find(id).map(User::email);
        }

        @Override
        public Map<UserId, EmailAddress> addressesOf(Set<UserId> ids) {
            Map<UserId, EmailAddress> found = new LinkedHashMap<>();
            ids.forEach(id -> addressOf(id).ifPresent(address -> found.put(id, address)));
            return found;
        }

        @Override
        public UserId idOf(EmailAddress email, UserId idIfNew, Instant now) {
            return ids.computeIfAbsent(email, address -> idIfNew);
        }

        @Override
        public User findOrCreate(EmailAddress email, UserId idIfNew, Instant now) {
            UserId id = idOf(email, idIfNew, now);
            return users.computeIfAbsent(email, address -> new User(id, address));
        }

        @Override
        public void addLink(SignInLink link) {
            Runnable before = beforeNextLink;
            beforeNextLink = () -> {};
            before.run();
            links.add(link);
        }

        @Override
        public int linksSince(EmailAddress email, Instant since) {
            return Math.toIntExact(
                    links.stream()
                            .filter(link -> link.email().equals(email))
                            .filter(link -> !link.requestedAt().isBefore(since))
                            .count());
        }

        @Override
        public Optional<SignInLink> redeem(SecretHash secret, Instant now) {
            return links.stream().filter(link -> link.secret().equals(secret)).findFirst();
        }
    }
}
