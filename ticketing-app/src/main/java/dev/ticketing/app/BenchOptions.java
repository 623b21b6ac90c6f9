package dev.ticketing.app;

import java.time.Duration;
import java.util.List;

/** What a benchmark is asked for. */
record BenchOptions(Scenario scenario, Duration duration, int connections, boolean json) {

    private static final int DEFAULT_SECONDS = 10;
    private static final int MAX_SECONDS = 3_600;
    private static final int DEFAULT_CONNECTIONS = 128;
    private static final int MAX_CONNECTIONS = 10_000;

    /** The kinds of sale. */
    enum Scenario {
        FLASH_SALE("flash-sale"),
        FLASH_SALE_SEATS("flash-sale-seats");

        private final String word;

        Scenario(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static BenchOptions parse(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("which benchmark? flash-sale or flash-sale-seats");
        }
        Scenario scenario = scenario(words.getFirst());
        int seconds = DEFAULT_SECONDS;
        int connections = DEFAULT_CONNECTIONS;
        boolean json = false;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--seconds" -> seconds = number(words, ++i, MAX_SECONDS);
                case "--connections" -> connections = number(words, ++i, MAX_CONNECTIONS);
                case "--json" -> json = true;
                default -> throw new UsageException("unknown option " + words.get(i));
            }
        }
        return new BenchOptions(scenario, Duration.ofSeconds(seconds), connections, json);
    }

    private static Scenario scenario(String word) {
        for (Scenario scenario : Scenario.values()) {
            if (scenario.word().equals(word)) {
                return scenario;
            }
        }
        throw new UsageException("there is no benchmark " + word);
    }

    private static int number(List<String> words, int at, int max) {
        if (at < words.size()) {
            try {
                int value = Integer.parseInt(words.get(at));
                if (value >= 1 && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below, for numbers out of range too.
            }
        }
        throw new UsageException(words.get(at - 1) + " takes a number from 1 to " + max);
    }
}
