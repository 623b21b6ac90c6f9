package dev.ticketing.http;

import com.google.zxing.common.BitMatrix;

import dev.ticketing.core.show.ShowDetails;

import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Tickets on sheets of paper (A5), with their codes to be scanned. The same bytes for the same
 * ticket and event.
 */
final class TicketPdf {

    /**
     * Liberation Sans, under the SIL Open Font License, which the library brings along: Latin,
     * Greek, Cyrillic and Hebrew.
     */
    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final PDRectangle PAPER = PDRectangle.A5;
    private static final float MARGIN = 40;
    private static final float WIDTH = PAPER.getWidth() - 2 * MARGIN;
    private static final float CODE_SIZE = 220;
    private static final float LARGE = 20;
    private static final float NORMAL = 12;
    private static final float SMALL = 9;
    private static final float GAP = 10;

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private TicketPdf() {}

    static byte[] of(TicketSheet sheet) {
        return of(List.of(sheet));
    }

    /** A sheet for each ticket of one event; at least one. */
    static byte[] of(List<TicketSheet> sheets) {
        TicketSheet first = sheets.getFirst();
        try (PDDocument document = new PDDocument()) {
            // Otherwise the library takes the time, and no two papers are the same.
            document.setDocumentId(first.ticket().id().value().getLeastSignificantBits());
            document.getDocumentInformation().setTitle(first.event().details().title());
            PDFont font = font(document);
            for (TicketSheet sheet : sheets) {
                PDPage page = new PDPage(PAPER);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    draw(sheet, content, font);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDFont font(PDDocument document) throws IOException {
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            TrueTypeFont font =
                    new TTFParser()
                            .parse(new RandomAccessReadBuffer(Objects.requireNonNull(file, FONT)));
            // Half of the time went into ligatures, which this text does without.
            font.setEnableGsub(false);
            return PDType0Font.load(document, font, true);
        }
    }

    private static void draw(TicketSheet sheet, PDPageContentStream content, PDFont font)
            throws IOException {
        ShowDetails details = sheet.event().details();
        PdfColumn column = new PdfColumn(content, font, MARGIN, PAPER.getHeight() - MARGIN, WIDTH);
        column.write(details.title(), LARGE, 3);
        column.skip(GAP);
        String local = WHEN.format(details.startsAt().atZone(details.timezone()));
        column.write(local + " (" + details.timezone().getId() + ")", NORMAL, 2);
        column.write(sheet.venue(), NORMAL, 3);
        column.skip(GAP);
        column.write(sheet.place(), NORMAL, 2);
        if (sheet.isGood()) {
            code(sheet.seen().code().orElseThrow(), content, column.top() - CODE_SIZE);
            column.skip(CODE_SIZE);
        } else {
            column.skip(GAP);
            column.write("This ticket is void and admits nobody.", NORMAL, 1);
            column.skip(GAP);
        }
        column.write("Ticket " + sheet.ticket().id(), SMALL, 1);
    }

    /** Drawn, and not a picture of it: sharp on every printer. */
    private static void code(String code, PDPageContentStream content, float bottom)
            throws IOException {
        BitMatrix modules = QrCode.modules(code);
        float side = CODE_SIZE / modules.getWidth();
        for (int y = 0; y < modules.getHeight(); y++) {
            float row = bottom + (modules.getHeight() - 1 - y) * side;
            for (int x = 0; x < modules.getWidth(); ) {
                int end = x;
                while (end < modules.getWidth() && modules.get(end, y)) {
                    end++;
                }
                if (end > x) {
                    // In one piece: between neighbours there may be a hair of white.
                    content.addRect(MARGIN + x * side, row, (end - x) * side, side);
                }
                x = end + 1;
            }
        }
        content.fill();
    }
}
