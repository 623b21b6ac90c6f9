package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.history.Operation.Claim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes a ledger of what a {@link LedgerFile} has written. */
final class LedgerReader {

    private final Ledger ledger = Ledger.inMemory();

    private LedgerReader() {}

    static Ledger read(Path file) {
        LedgerReader reader = new LedgerReader();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                if (next != null || endsWithLine(file)) {
                    reader.read(line);
                }
                line = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.ledger;
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    private void read(String line) {
        try {
            read(line.split("\t", -1));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no line of a ledger: " + line, e);
        }
    }

    private void read(String[] words) {
        int number = Integer.parseInt(words[1]);
        switch (words[0]) {
            case LedgerFile.INVOKED -> {
                UUID key = UUID.fromString(words[3]);
                Operation next = ledger.invoked(key, wish(words), Long.parseLong(words[2]));
                if (next.number() != number) {
                    throw new IllegalArgumentException("number: " + number);
                }
            }
            case LedgerFile.ACKNOWLEDGED ->
                    ledger.acknowledged(
                            ledger.operation(number),
                            UUID.fromString(words[3]),
                            Claim.valueOf(words[4]),
                            seats(words, 5),
                            Long.parseLong(words[2]));
            case LedgerFile.REFUSED ->
                    ledger.refused(
                            ledger.operation(number),
                            words[3],
                            seats(words, 4),
                            Long.parseLong(words[2]));
            case LedgerFile.UNANSWERED -> ledger.unanswered(ledger.operation(number));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static Wish wish(String[] words) {
        return switch (words[4]) {
            case LedgerFile.HOLD ->
                    new Wish.Hold(
                            new ShowId(UUID.fromString(words[5])),
                            new SectionId(words[6]),
                            places(words));
            case LedgerFile.PAY -> new Wish.Pay(new ReservationId(UUID.fromString(words[5])));
            case LedgerFile.CANCEL -> new Wish.Cancel(new ReservationId(UUID.fromString(words[5])));
            default -> throw new IllegalArgumentException(words[4]);
        };
    }

    private static Places places(String[] words) {
        return switch (words[7]) {
            case LedgerFile.PLACES -> new Places.Count(Integer.parseInt(words[8]));
            case LedgerFile.SEATS -> new Places.Seats(seats(words, 8));
            default -> throw new IllegalArgumentException(words[7]);
        };
    }

    private static List<SeatLabel> seats(String[] words, int from) {
        return Arrays.stream(words, from, words.length).map(SeatLabel::new).toList();
    }
}
