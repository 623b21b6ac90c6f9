package dev.ticketing.app;

import java.time.Duration;
import java.util.List;

/** What a benchmark of a sale is asked for. */
record BenchOptions(
        Scenario scenario, Duration duration, int connections, Following following, boolean json) {

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

    /** Whether anything follows the log meanwhile. */
    enum Following {
        ON,
        OFF,
        /** Off and on in turn, to compare. */
        BOTH
    }

    static BenchOptions parse(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException(
                    "which benchmark? flash-sale, flash-sale-seats, rebuild, live, expiry or"
                            + " cancellation");
        }
        Scenario scenario = scenario(words.getFirst());
        int seconds = DEFAULT_SECONDS;
        int connections = DEFAULT_CONNECTIONS;
        Following following = Following.ON;
        boolean json = false;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--seconds" -> seconds = number(words, ++i, MAX_SECONDS);
                case "--connections" -> connections = number(words, ++i, MAX_CONNECTIONS);
                case "--consumers" -> following = following(words, ++i);
                case "--compare" -> following = Following.BOTH;
                case "--json" -> json = true;
                default -> throw new UsageException("unknown option " + words.get(i));
            }
        }
        return new BenchOptions(
                scenario, Duration.ofSeconds(seconds), connections, following, json);
    }

    BenchOptions with(Following other) {
        return new BenchOptions(scenario, duration, connections, other, json);
    }

    private static Scenario scenario(String word) {
        for (Scenario scenario : Scenario.values()) {
            if (scenario.word().equals(word)) {
                return scenario;
            }
        }
        throw new UsageException("there is no benchmark " + word);
    }

    private static Following following(List<String> words, int at) {
        return switch (at < words.size() ? words.get(at) : "") {
            case "on" -> Following.ON;
            case "off" -> Following.OFF;
            default -> throw new UsageException(words.get(at - 1) + " takes on or off");
        };
    }

    /** The number at a place of the command line, after the option that takes it. */
    static int number(List<String> words, int at, int max) {
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
