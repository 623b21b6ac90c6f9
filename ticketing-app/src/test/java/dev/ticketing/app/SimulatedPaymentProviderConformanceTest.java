package dev.ticketing.app;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.conformance.PaymentProviderConformance;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SimulatedPaymentProviderConformanceTest extends PaymentProviderConformance {

    @TempDir private Path directory;
    @AutoClose private SimulatedPaymentProvider provider;

    @BeforeEach
    void open() {
        provider = SimulatedPaymentProvider.open(directory);
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected String goodToken() {
        return "tok_ok";
    }

    @Override
    protected String declinedToken() {
        return "tok_declined";
    }

    @Override
    protected String refusedToken() {
        return "tok_fraud";
    }

    @Override
    protected long timesTaken(PaymentId key) {
        return entries("attempt:" + key + "\tcaptured ").length;
    }

    /** An entry reads {@code refund:KEY refunded REFERENCE AMOUNT …}. */
    @Override
    protected long givenBack(RefundId key) {
        long sum = 0;
        for (String entry : entries("refund:" + key + "\t")) {
            sum += Long.parseLong(entry.split(" ", -1)[2]);
        }
        return sum;
    }

    private String[] entries(String beginning) {
        try {
            return Files.readAllLines(directory.resolve("simulated-payments.ledger")).stream()
                    .filter(line -> line.startsWith(beginning))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
