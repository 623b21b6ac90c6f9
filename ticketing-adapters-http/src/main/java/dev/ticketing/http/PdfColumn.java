package dev.ticketing.http;

import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

import java.io.IOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes paragraphs one below the other. What the font has no glyph for is shown as a box, one for
 * each character; scripts that run from right to left are put in order, and letters that would have
 * to be joined are not joined.
 */
final class PdfColumn {

    private static final float LEADING = 1.3f;
    private static final String ELLIPSIS = "\u2026";
    private static final String BRACKETS = "()[]{}<>\u00ab\u00bb\u2039\u203a";
    private static final String BOX = "\u25a1";

    private final PDPageContentStream content;
    private final PDFont font;
    private final float left;
    private final float width;
    private float top;

    /** All in points, from the lower left of the page. */
    PdfColumn(PDPageContentStream content, PDFont font, float left, float top, float width) {
        this.content = content;
        this.font = font;
        this.left = left;
        this.top = top;
        this.width = width;
    }

    /** Where the next paragraph begins. */
    float top() {
        return top;
    }

    void skip(float points) {
        top -= points;
    }

    /** Writes a text in at most so many lines; what is too much ends with dots. */
    void write(String text, float size, int maxLines) throws IOException {
        for (String line : lines(showable(text), size, maxLines)) {
            top -= size * LEADING;
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(left, top);
            content.showText(visual(line));
            content.endText();
        }
    }

    private String showable(String text) throws IOException {
        StringBuilder shown = new StringBuilder();
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); ) {
            int character = composed.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isISOControl(character)) {
                shown.append(' ');
            } else if (Character.getType(character) != Character.FORMAT) {
                String one = Character.toString(character);
                shown.append(hasGlyphs(one) ? one : BOX);
            }
        }
        return shown.toString();
    }

    private boolean hasGlyphs(String text) throws IOException {
        try {
            return font.encode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false; // the library's way to say so
        }
    }

    private List<String> lines(String text, float size, int maxLines) throws IOException {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty() && lines.size() < maxLines) {
            int end = fitting(rest, size);
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            lines.set(maxLines - 1, shortened(lines.getLast(), size));
        }
        return lines;
    }

    /** How many characters go into a line: whole words, or else as much of one as there is room. */
    private int fitting(String text, float size) throws IOException {
        int end = 0;
        int words = 0;
        float taken = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            taken += widthOf(text.substring(end, next), size);
            if (taken > width) {
                return words > 0 ? words : Math.max(end, next - end);
            }
            end = next;
            if (end == text.length() || text.charAt(end) == ' ') {
                words = end;
            }
        }
        return end;
    }

    private String shortened(String line, float size) throws IOException {
        String kept = line;
        while (!kept.isEmpty() && widthOf(kept + ELLIPSIS, size) > width) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept.strip() + ELLIPSIS;
    }

    private float widthOf(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** The characters from left to right, as they stand on paper. */
    private static String visual(String line) {
        Bidi runs = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        if (runs.isLeftToRight()) {
            return line;
        }
        byte[] levels = new byte[runs.getRunCount()];
        String[] texts = new String[levels.length];
        for (int run = 0; run < levels.length; run++) {
            levels[run] = (byte) runs.getRunLevel(run);
            String text = line.substring(runs.getRunStart(run), runs.getRunLimit(run));
            texts[run] = levels[run] % 2 == 0 ? text : mirrored(text);
        }
        Bidi.reorderVisually(levels, 0, texts, 0, texts.length);
        return String.join("", texts);
    }

    /** The last character first, and each bracket the other way round. */
    private static String mirrored(String text) {
        StringBuilder mirrored = new StringBuilder(text).reverse();
        for (int i = 0; i < mirrored.length(); i++) {
            int bracket = BRACKETS.indexOf(mirrored.charAt(i));
            if (bracket >= 0) {
                // Each stands beside its partner.
                mirrored.setCharAt(i, BRACKETS.charAt(bracket ^ 1));
            }
        }
        return mirrored.toString();
    }
}
