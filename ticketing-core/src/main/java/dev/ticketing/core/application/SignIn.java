package dev.ticketing.core.application;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.Role;
import dev.ticketing.core.identity.SecretHash;
import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.core.identity.SignInLink;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.Mailer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sign-in by a link in a mail. Blocks; safe for any number of threads. */
public final class SignIn {

    /** How long a link can be redeemed. */
    public static final Duration LINK_LIFETIME = Duration.ofMinutes(10);

    /** The time in which an address may ask for {@link #LINKS_PER_WINDOW} links. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    public static final int LINKS_PER_WINDOW = 5;

    /**
     * What differs between installations.
     *
     * @param publicUrl where people reach the system, without a slash at its end
     * @param admin who may do everything; empty for nobody
     * @param limited whether an address may ask for 5 links in 15 minutes only
     */
    public record Settings(
            Supplier<String> publicUrl, Optional<EmailAddress> admin, boolean limited) {}

    /** Who signed in, and as what. */
    public record SignedIn(User user, Set<Role> roles) {
        public SignedIn {
            roles = Set.copyOf(roles);
        }
    }

    private final IdentityStore store;
    private final Mailer mailer;
    private final SecretSource secrets;
    private final IdSource ids;
    private final InstantSource clock;
    private final Settings settings;

    public SignIn(
            IdentityStore store,
            Mailer mailer,
            SecretSource secrets,
            IdSource ids,
            InstantSource clock,
            Settings settings) {
        this.store = store;
        this.mailer = mailer;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Makes a link, to be mailed with {@link #send}. Does the same whether or not the address is
     * known, so that nobody can find out.
     *
     * @return empty if this address has asked too often
     */
    public Optional<Mail> newLink(EmailAddress email) {
        Instant now = clock.instant();
        Instant since = now.minus(WINDOW);
        if (settings.limited && store.linksSince(email, since) >= LINKS_PER_WINDOW) {
            return Optional.empty();
        }
        String token = secrets.next();
        store.addLink(new SignInLink(SecretHash.of(token), email, now, now.plus(LINK_LIFETIME)));
        // Many may ask at the same moment: whoever is kept after the last one allowed sees so.
        if (settings.limited && store.linksSince(email, since) > LINKS_PER_WINDOW) {
            return Optional.empty();
        }
        String link = settings.publicUrl.get() + "/#sign-in=" + token;
        String text =
                "Open this link within 10 minutes to sign in:\n\n"
                        + link
                        + "\n\nIf you did not ask for it, ignore this mail.";
        return Optional.of(
                new Mail(
                        ids.next(),
                        email,
                        "Your sign-in link",
                        text,
                        List.of(),
                        new Mail.Pass(link, token),
                        now));
    }

    /**
     * Makes a link and mails it at once.
     *
     * @return false if this address has asked too often; nothing was sent
     */
    public boolean requestLink(EmailAddress email) {
        Optional<Mail> mail = newLink(email);
        mail.ifPresent(mailer::send);
        return mail.isPresent();
    }

    /** Mails a link: a step of its own, so that the one who asked need not wait for it. */
    public void send(Mail mail) {
        mailer.send(mail);
    }

    /** Redeems a link; empty if it is unknown, used or over. A first sign-in makes the user. */
    public Optional<SignedIn> redeem(String token) {
        Instant now = clock.instant();
        return store.redeem(SecretHash.of(token), now)
                .map(link -> store.findOrCreate(link.email(), new UserId(ids.next()), now))
                .map(this::signedIn);
    }

    public Optional<SignedIn> find(UserId id) {
        return store.find(id).map(this::signedIn);
    }

    /** The addresses of those who are known, whether or not they have signed in. */
    public Map<UserId, EmailAddress> emailsOf(Set<UserId> ids) {
        return store.addressesOf(ids);
    }

    /** Who somebody with this address is, or will be once they sign in. */
    public UserId idOf(EmailAddress email) {
        return store.idOf(email, new UserId(ids.next()), clock.instant());
    }

    private SignedIn signedIn(User user) {
        Set<Role> roles = EnumSet.of(Role.CUSTOMER);
        if (settings.admin.isPresent() && settings.admin.get().equals(user.email())) {
            roles.add(Role.ADMIN);
        }
        return new SignedIn(user, roles);
    }
}
