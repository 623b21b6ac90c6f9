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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A ledger as lines of words, with a tab between them: what happened, the number of the operation,
 * when, and the particulars. A line is handed to the operating system at once and whole, so that it
 * outlives the process, though not the machine. For any number of threads.
 */
final class LedgerFile implements AutoCloseable {

    private static final String INVOKED = "invoked";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String REFUSED = "refused";
    private static final String UNANSWERED = "unanswered";
    private static final String HOLD = "hold";
    private static final String PAY = "pay";
    private static final String CANCEL = "cancel";
    private static final String PLACES = "places";
    private static final String SEATS = "seats";

    private final FileChannel channel;

    private LedgerFile(FileChannel channel) {
        this.channel = channel;
    }

    static LedgerFile create(Path file) {
        try {
            // Appending, so that lines of several threads stand one after the other.
            return new LedgerFile(
                    FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void invoked(Operation operation) {
        List<String> words = new ArrayList<>();
        words.add(INVOKED);
        words.add(Integer.toString(operation.number()));
        words.add(Long.toString(operation.invokedAt()));
        words.add(operation.key().toString());
        switch (operation.wish()) {
            case Wish.Hold(ShowId show, SectionId section, Places places) -> {
                words.addAll(List.of(HOLD, show.value().toString(), section.value()));
                switch (places) {
                    case Places.Count(int quantity) ->
                            words.addAll(List.of(PLACES, Integer.toString(quantity)));
                    case Places.Seats(List<SeatLabel> labels) -> {
                        words.add(SEATS);
                        labels.forEach(label -> words.add(label.value()));
                    }
                }
            }
            case Wish.Pay(ReservationId reservation) ->
                    words.addAll(List.of(PAY, reservation.toString()));
            case Wish.Cancel(ReservationId reservation) ->
                    words.addAll(List.of(CANCEL, reservation.toString()));
        }
        write(words);
    }

    void acknowledged(Operation operation, UUID id, long now) {
        List<String> words = answer(ACKNOWLEDGED, operation, now);
        words.add(id.toString());
        words.add(operation.claim().name());
        operation.namedSeats().forEach(seat -> words.add(seat.value()));
        write(words);
    }

    void refused(Operation operation, long now) {
        List<String> words = answer(REFUSED, operation, now);
        words.add(operation.code());
        operation.namedSeats().forEach(seat -> words.add(seat.value()));
        write(words);
    }

    void unanswered(Operation operation) {
        write(List.of(UNANSWERED, Integer.toString(operation.number())));
    }

    private static List<String> answer(String what, Operation operation, long now) {
        return new ArrayList<>(
                List.of(what, Integer.toString(operation.number()), Long.toString(now)));
    }

    private void write(List<String> words) {
        for (String word : words) {
            if (word.indexOf('\t') >= 0 || word.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("word: " + word);
            }
        }
        byte[] line = (String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer left = ByteBuffer.wrap(line);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ledger read(Path file) {
        Ledger ledger = Ledger.inMemory();
        List<Operation> operations = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                if (next != null || endsWithLine(file)) {
                    read(line, ledger, operations);
                }
                line = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ledger;
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    private static void read(String line, Ledger ledger, List<Operation> operations) {
        String[] words = line.split("\t", -1);
        try {
            int number = Integer.parseInt(words[1]);
            switch (words[0]) {
                case INVOKED -> {
                    if (number != operations.size()) {
                        throw new IllegalArgumentException("number: " + number);
                    }
                    UUID key = UUID.fromString(words[3]);
                    operations.add(ledger.invoked(key, wish(words), Long.parseLong(words[2])));
                }
                case ACKNOWLEDGED ->
                        ledger.acknowledged(
                                operations.get(number),
                                UUID.fromString(words[3]),
                                Claim.valueOf(words[4]),
                                seats(words, 5),
                                Long.parseLong(words[2]));
                case REFUSED ->
                        ledger.refused(
                                operations.get(number),
                                words[3],
                                seats(words, 4),
                                Long.parseLong(words[2]));
                case UNANSWERED -> ledger.unanswered(operations.get(number));
                default -> throw new IllegalArgumentException(words[0]);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no line of a ledger: " + line, e);
        }
    }

    private static Wish wish(String[] words) {
        return switch (words[4]) {
            case HOLD ->
                    new Wish.Hold(
                            new ShowId(UUID.fromString(words[5])),
                            new SectionId(words[6]),
                            places(words));
            case PAY -> new Wish.Pay(new ReservationId(UUID.fromString(words[5])));
            case CANCEL -> new Wish.Cancel(new ReservationId(UUID.fromString(words[5])));
            default -> throw new IllegalArgumentException(words[4]);
        };
    }

    private static Places places(String[] words) {
        return switch (words[7]) {
            case PLACES -> new Places.Count(Integer.parseInt(words[8]));
            case SEATS -> new Places.Seats(seats(words, 8));
            default -> throw new IllegalArgumentException(words[7]);
        };
    }

    private static List<SeatLabel> seats(String[] words, int from) {
        return Arrays.stream(words, from, words.length).map(SeatLabel::new).toList();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
