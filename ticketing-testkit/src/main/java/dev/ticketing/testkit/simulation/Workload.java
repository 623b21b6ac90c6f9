package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.payment.PaymentProvider;

/**
 * What people do in a simulated world. An instance belongs to one world alone. Whatever it throws,
 * failed assertions too, and whatever is told to {@link SimulatedWorld#fail} is a violation, as
 * anything is that the simulation finds by itself.
 */
public interface Workload {

    /** The one that comes with the simulation. */
    static Workload sale() {
        return new Sale();
    }

    /** Makes what is there before anything goes wrong: shows on sale, say. May wait for answers. */
    void prepare(SimulatedWorld world);

    /**
     * The next thing that somebody does, at a moment of the world's choice. Does not wait: what
     * comes of it is seen to when the answer comes.
     */
    void operate(SimulatedWorld world);

    /** Many want the same at the same moment. */
    default void storm(SimulatedWorld world) {
        for (int i = 0; i < 10; i++) {
            operate(world);
        }
    }

    /**
     * What one server keeps its data in: something may be put in between. The data stay where they
     * are, since everything is judged by them.
     */
    default Ticketing.Stores stores(Ticketing.Stores simulated) {
        return simulated;
    }

    /**
     * What may be chosen, as every server of the world is started with: own projections and process
     * managers, say, which are then verified as all others. When everything else has come to its
     * end, they have 15 s of virtual time to come to theirs.
     *
     * @param drawn by the seed
     */
    default Ticketing.Options options(Ticketing.Options drawn) {
        return drawn;
    }

    /**
     * The payment provider as one server sees it: something may be put in between. A provider of
     * one's own may take its place, without the faults of the simulated one; it then has to say
     * what it has taken, by {@link #books}.
     */
    default PaymentProvider provider(PaymentProvider simulated) {
        return simulated;
    }

    /** What the provider has taken, by which money is judged. */
    default ProviderBooks books(ProviderBooks simulated) {
        return simulated;
    }

    /**
     * The mail server as one server sees it, in worlds in which people are told by mail: something
     * may be put in between.
     */
    default Mailer mailer(Mailer simulated) {
        return simulated;
    }

    /** What has to hold at the end, when everything has been repaired, beside what always does. */
    default void check(SimulatedWorld world) {}
}
