package dev.ticketing.core.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where people and their sign-in links are kept, apart from the log: erasing a person here leaves
 * every total unchanged. Blocks; safe for any number of threads and processes.
 */
public interface IdentityStore {

    /** Answers when the store can be reached; throws when it cannot. */
    void ping();

    /** Somebody who has signed in. */
    Optional<User> find(UserId id);

    /**
     * Where mail reaches somebody, whether or not they have signed in; empty if nowhere (any more).
     */
    Optional<EmailAddress> addressOf(UserId id);

    /** The same for several, in one round trip, without those whom mail reaches nowhere. */
    Map<UserId, EmailAddress> addressesOf(Set<UserId> ids);

    /**
     * Who somebody with this address is, or will be once they sign in: something can be given to
     * them before.
     *
     * @param idIfNew from now on the address's, if it has none
     */
    UserId idOf(EmailAddress email, UserId idIfNew, Instant now);

    /**
     * The user with this address, who signs in: with the id that the address has, or else with the
     * given one.
     */
    User findOrCreate(EmailAddress email, UserId idIfNew, Instant now);

    /** Keeps a link until it is redeemed or over. Only the hash of its secret is stored. */
    void addLink(SignInLink link);

    /** How many links were asked for by this address since an instant. */
    int linksSince(EmailAddress email, Instant since);

    /** Redeems a link, once: empty if there is none, it was used before, or its time is over. */
    Optional<SignInLink> redeem(SecretHash secret, Instant now);
}
