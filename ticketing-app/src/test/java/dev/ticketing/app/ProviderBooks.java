package dev.ticketing.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger of the simulated payment provider, compared with what the log says was paid. */
final class ProviderBooks {

    private static final String ATTEMPT = "attempt:";
    private static final String REFUND = "refund:";

    /** In the log when a crash came between asking and being asked. */
    private static final String NEVER_ASKED = "not_attempted";

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Long> captured = new LinkedHashMap<>();
    private final Map<String, String> declined = new LinkedHashMap<>();
    private final Map<String, Long> refunded = new LinkedHashMap<>();

    private ProviderBooks() {}

    static List<String> complaints(Path dataDirectory, LogContents log) {
        try {
            Path file = dataDirectory.resolve("simulated-payments.ledger");
            return complaints(Files.readAllLines(file), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param lines a key, a tab, and what became of it
     */
    static List<String> complaints(List<String> lines, LogContents log) {
        ProviderBooks books = new ProviderBooks();
        lines.forEach(books::read);
        books.compare(log);
        return books.complaints;
    }

    private void read(String line) {
        String key = line.substring(0, line.indexOf('\t'));
        String[] words = line.substring(line.indexOf('\t') + 1).split(" ", -1);
        Object before;
        if (key.startsWith(REFUND)) {
            before = refunded.put(key.substring(REFUND.length()), Long.parseLong(words[2]));
        } else if (words[0].equals("captured")) {
            before = captured.put(key.substring(ATTEMPT.length()), Long.parseLong(words[2]));
        } else {
            before = declined.put(key.substring(ATTEMPT.length()), words[1]);
        }
        if (before != null) {
            complaints.add("the provider has " + key + " twice");
        }
    }

    private void compare(LogContents log) {
        captured.forEach(
                (id, amount) -> {
                    LogContents.Paid paid = log.payments.get(id);
                    if (paid == null || paid.captures != 1 || paid.amount != amount) {
                        complaints.add("the provider captured " + id + ", the log does not say so");
                    }
                });
        declined.forEach(
                (id, code) -> {
                    LogContents.Paid paid = log.payments.get(id);
                    if (paid == null || !paid.failure.equals(code)) {
                        complaints.add("the provider declined " + id + ", the log does not say so");
                    }
                });
        Map<String, Long> refundsInLog = new LinkedHashMap<>();
        for (LogContents.Paid paid : log.payments.values()) {
            refundsInLog.putAll(paid.refundsDone);
            boolean known = captured.containsKey(paid.id) || declined.containsKey(paid.id);
            if (!known && !paid.failure.equals(NEVER_ASKED)) {
                complaints.add("payment " + paid.id + " is unknown to the provider");
            }
        }
        if (!refundsInLog.equals(refunded)) {
            complaints.add("the provider refunded " + refunded + ", the log says " + refundsInLog);
        }
    }
}
