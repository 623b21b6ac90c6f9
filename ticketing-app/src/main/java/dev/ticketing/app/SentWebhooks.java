package dev.ticketing.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which webhooks of the simulated provider were taken, in a file beside its ledger. What is lost of
 * it is told again.
 */
record SentWebhooks(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(SentWebhooks.class);

    static SentWebhooks in(Path dataDirectory) {
        return new SentWebhooks(dataDirectory.resolve("simulated-webhooks.sent"));
    }

    static Map<String, SimulatedWebhook> byId(Stream<SimulatedWebhook> webhooks) {
        Map<String, SimulatedWebhook> byId = new LinkedHashMap<>();
        webhooks.forEach(webhook -> byId.put(webhook.id(), webhook));
        return byId;
    }

    void add(SimulatedWebhook webhook) {
        try {
            Files.writeString(
                    file,
                    webhook.id() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.debug("it is not noted that {} was told", webhook.id(), e);
        }
    }

    /** Leaves those that were not taken. */
    void removeFrom(Map<String, SimulatedWebhook> webhooks) {
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<String> ids = Files.lines(file)) {
            ids.forEach(webhooks::remove);
        } catch (IOException e) {
            LOG.debug("what was told is not known", e);
        }
    }
}
