package dev.ticketing.core.invariants;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Positions without gaps, versions without gaps, each command's events side by side, and what
 * begins a stream at its beginning alone. Keeps every stream and every command, in a few dozen
 * bytes each: one that comes back could be wrong at any time.
 */
final class OrderAccount {

    private static final long SEEN = 1;

    private final LongPairs versions = new LongPairs();
    private final LongPairs commands = new LongPairs();
    private final MessageDigest sha256 = sha256();
    private Position last = Position.START;
    private @Nullable CommandId command;

    void accept(RecordedEvent recorded, Consumer<String> report) {
        if (!recorded.position().equals(last.plus(1))) {
            report.accept("Position " + last.value() + " is followed by another than the next.");
        }
        last = recorded.position();
        checkVersion(recorded, report);
        if (begins(recorded.event()) && recorded.version().value() != 1) {
            report.accept(recorded.stream() + " begins after its beginning.");
        }
        if (!recorded.command().equals(command)) {
            command = recorded.command();
            checkNew(command, report);
        }
    }

    private static boolean begins(DomainEvent event) {
        return event instanceof ShowCreated
                || event instanceof ReservationStarted
                || event instanceof PaymentRequested
                || event instanceof TicketIssued;
    }

    private void checkVersion(RecordedEvent recorded, Consumer<String> report) {
        long version = recorded.version().value();
        if (version == 0) {
            report.accept("Version 0 of " + recorded.stream() + " has an event.");
            return;
        }
        ByteBuffer key = keyOf(recorded.stream());
        long before = versions.put(key.getLong(), key.getLong(), version);
        if (version != before + 1) {
            report.accept(
                    "Version "
                            + before
                            + " of "
                            + recorded.stream()
                            + " is followed by "
                            + version
                            + ".");
        }
    }

    private void checkNew(CommandId id, Consumer<String> report) {
        UUID value = id.value();
        long before =
                commands.put(value.getMostSignificantBits(), value.getLeastSignificantBits(), SEEN);
        if (before == SEEN) {
            report.accept("Command " + value + " goes on after a break.");
        }
    }

    /** The first 128 bits of a digest, of which no two streams have the same. */
    private ByteBuffer keyOf(StreamId stream) {
        return ByteBuffer.wrap(sha256.digest(stream.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
