package dev.ticketing.app;

import java.time.Duration;
import java.util.List;

/**
 * What a benchmark is asked for that does very much at once while buyers go on holding beside it.
 *
 * @param amount how much at once
 * @param connections on which buyers hold one place after the other
 * @param duration how long they do so before, and again from then on
 */
record BesideOptions(int amount, int connections, Duration duration, boolean json) {

    private static final int DEFAULT_CONNECTIONS = 2;
    private static final int MAX_CONNECTIONS = 64;
    private static final int DEFAULT_SECONDS = 10;
    private static final int MAX_SECONDS = 60;

    /**
     * Reads the words after the name of a benchmark.
     *
     * @param option that says the amount
     * @param usual the amount if nothing says it
     * @param most the largest that may be asked for
     */
    static BesideOptions parse(List<String> words, String option, int usual, int most) {
        int amount = usual;
        int connections = DEFAULT_CONNECTIONS;
        int seconds = DEFAULT_SECONDS;
        boolean json = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(option)) {
                amount = BenchOptions.number(words, ++i, most);
                continue;
            }
            switch (word) {
                case "--connections" ->
                        connections = BenchOptions.number(words, ++i, MAX_CONNECTIONS);
                case "--seconds" -> seconds = BenchOptions.number(words, ++i, MAX_SECONDS);
                case "--json" -> json = true;
                default -> throw new UsageException("unknown option " + word);
            }
        }
        return new BesideOptions(amount, connections, Duration.ofSeconds(seconds), json);
    }
}
