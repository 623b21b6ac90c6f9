package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A ledger as lines of words, with a tab between them: what happened, the number of the operation,
 * when, and the particulars. A line is handed to the operating system at once and whole, so that it
 * outlives the process, though not the machine. For any number of threads.
 */
final class LedgerFile implements AutoCloseable {

    static final String INVOKED = "invoked";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String REFUSED = "refused";
    static final String UNANSWERED = "unanswered";
    static final String HOLD = "hold";
    static final String PAY = "pay";
    static final String CANCEL = "cancel";
    static final String PLACES = "places";
    static final String SEATS = "seats";

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

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
