package dev.ticketing.http;

import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;
import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Sends sign-in links in the background: how long it takes must not tell whether the address is
 * known. While the mail server is away each is tried again, as long as its link can be redeemed.
 * Kept in memory alone, since nobody but the mail knows the link: what waits is lost with the
 * process, and people ask for another. Safe for any number of threads.
 */
final class SignInMails {

    /** So many wait for another try, at most; one that fails beyond them is not sent. */
    static final int MOST_WAITING = 1_000;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1));

    private static final System.Logger LOG = System.getLogger(SignInMails.class.getName());

    private final SignIn signIn;
    private final Executor executor;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Semaphore room = new Semaphore(MOST_WAITING);

    /**
     * @param executor runs what blocks
     */
    SignInMails(SignIn signIn, Executor executor, Scheduler scheduler, InstantSource clock) {
        this.signIn = signIn;
        this.executor = executor;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Has it sent soon; does not wait. */
    void send(Mail mail, String requestId) {
        executor.execute(() -> attempt(mail, requestId, 0));
    }

    private void attempt(Mail mail, String requestId, int failures) {
        try {
            signIn.send(mail);
        } catch (MailRefused e) {
            notSent(requestId, e);
        } catch (RuntimeException e) {
            Duration pause = BACKOFF.after(failures);
            Instant end = mail.sentAt().plus(SignIn.LINK_LIFETIME);
            boolean isOfUse = clock.instant().plus(pause).isBefore(end);
            if (isOfUse && room.tryAcquire()) {
                scheduler.after(pause, () -> again(mail, requestId, failures + 1));
            } else {
                notSent(requestId, e);
            }
        }
    }

    private void again(Mail mail, String requestId, int failures) {
        room.release();
        try {
            executor.execute(() -> attempt(mail, requestId, failures));
        } catch (RejectedExecutionException e) {
            notSent(requestId, e);
        }
    }

    private static void notSent(String requestId, RuntimeException why) {
        LOG.log(
                System.Logger.Level.ERROR,
                () -> "the mail of request " + requestId + " could not be sent",
                why);
    }
}
