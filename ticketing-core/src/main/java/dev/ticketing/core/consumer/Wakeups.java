package dev.ticketing.core.consumer;

/**
 * Hints that the log has grown, also from other processes. A hint may be late, be lost, or come for
 * nothing: whoever listens looks at the log now and then all the same. Failures are nobody's but
 * the implementation's. Safe for any number of threads.
 */
public interface Wakeups extends AutoCloseable {

    /** One process by itself. */
    Wakeups NONE =
            new Wakeups() {
                @Override
                public void announce() {
                    // There is nobody.
                }

                @Override
                public void listen(Runnable onWake) {
                    // There is nobody.
                }

                @Override
                public void close() {
                    // There is nobody.
                }
            };

    /** The log has grown. Neither blocks nor throws; many calls may become one hint. */
    void announce();

    /**
     * Hears all hints from now on, those of this process too.
     *
     * @param onWake does not block, and does not throw
     */
    void listen(Runnable onWake);

    /** Gives and hears no more hints; what waited for them ends. May be called again. */
    @Override
    void close();
}
