package dev.ticketing.app;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Failures as a person reads them on the command line: what went wrong, and why. */
final class Failures {

    private Failures() {}

    static String inWords(Throwable failure) {
        List<String> words = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null) {
            String message = message(cause);
            if (words.isEmpty() || !words.getLast().contains(message)) {
                words.add(message);
            }
            cause = cause.getCause();
        }
        return String.join("\n  because: ", words);
    }

    private static String message(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }
}
