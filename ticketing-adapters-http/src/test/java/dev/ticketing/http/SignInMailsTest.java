package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.memory.CountedSecrets;
import dev.ticketing.testkit.memory.InMemoryIdentityStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

class SignInMailsTest {

    private static final EmailAddress ADDRESS = new EmailAddress("somebody@example.org");

    private final TestClock clock = new TestClock();
    private final TestMachine machine = new TestMachine(clock);
    private final List<Mail> tried = new ArrayList<>();
    private final List<Mail> taken = new ArrayList<>();
    private final SignIn signIn =
            new SignIn(
                    new InMemoryIdentityStore(),
                    this::deliver,
                    new CountedSecrets(),
                    new SequentialIds(),
                    clock,
                    new SignIn.Settings(() -> "https://tickets.example", Optional.empty(), false));
    private final SignInMails mails = new SignInMails(signIn, machine, machine, clock);
    private Optional<RuntimeException> trouble = Optional.empty();

    private void deliver(Mail mail) {
        tried.add(mail);
        trouble.ifPresent(
                what -> {
                    throw what;
                });
        taken.add(mail);
    }

    private void serverIsAway() {
        trouble = Optional.of(new TicketingException("the mail server cannot be spoken to"));
    }

    private Mail link() {
        return signIn.newLink(ADDRESS).orElseThrow();
    }

    @Test
    void a_link_is_sent_once_and_nobody_waits_for_it() {
        Mail link = link();

        mails.send(link, "request");

        assertThat(taken).isEmpty();
        machine.advance(Duration.ofHours(1));
        assertThat(taken).containsExactly(link);
    }

    @Test
    void while_the_mail_server_is_away_it_is_tried_again_and_sent_when_it_is_back() {
        Mail link = link();
        serverIsAway();
        mails.send(link, "request");
        machine.advance(Duration.ofSeconds(4));
        // At once, after a second, and two seconds later.
        assertThat(tried).containsExactly(link, link, link);

        trouble = Optional.empty();
        machine.advance(Duration.ofMinutes(1));

        assertThat(taken).containsExactly(link);
        assertThat(tried).hasSize(4);
    }

    @Test
    void it_is_tried_until_the_link_is_over_and_not_sent_any_more_then() {
        serverIsAway();
        mails.send(link(), "request");

        machine.advance(SignIn.LINK_LIFETIME);
        int times = tried.size();
        trouble = Optional.empty();
        machine.advance(Duration.ofHours(1));

        assertThat(times).isGreaterThan(10);
        assertThat(tried).hasSize(times);
    }

    @Test
    void what_is_refused_for_good_is_not_tried_again() {
        trouble = Optional.of(new MailRefused("550"));
        mails.send(link(), "request");

        machine.advance(SignIn.LINK_LIFETIME);

        assertThat(tried).hasSize(1);
    }

    @Test
    void of_too_many_only_some_wait_and_their_places_are_free_again_afterwards() {
        serverIsAway();
        for (int i = 0; i <= SignInMails.MOST_WAITING; i++) {
            mails.send(link(), "request");
        }
        machine.run();
        trouble = Optional.empty();
        machine.advance(Duration.ofMinutes(1));
        assertThat(taken).hasSize(SignInMails.MOST_WAITING);

        serverIsAway();
        Mail later = link();
        mails.send(later, "request");
        machine.run();
        trouble = Optional.empty();
        machine.advance(Duration.ofMinutes(1));

        assertThat(taken).contains(later);
    }

    @Test
    void a_server_that_has_stopped_meanwhile_tries_no_more() {
        List<Runnable> waiting = new ArrayList<>();
        SignInMails stopping =
                new SignInMails(
                        signIn,
                        task -> {
                            if (!waiting.isEmpty()) {
                                throw new RejectedExecutionException("stopped");
                            }
                            task.run();
                        },
                        (delay, task) -> waiting.add(task),
                        clock);
        serverIsAway();
        stopping.send(link(), "request");

        waiting.getFirst().run();

        assertThat(tried).hasSize(1);
    }
}
