package dev.ticketing.core.show;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finding shows by words: a word that is looked for is the beginning of one in the title or the
 * venue's name, or one of the description. Stores only have to know whether a show's index holds
 * all the words that are wanted.
 */
public final class SearchWords {

    /** Words are alike if so many characters are. */
    public static final int MAX_LENGTH = 20;

    private SearchWords() {}

    /** What a show is found by. */
    public static SortedSet<String> index(ShowDetails details) {
        SortedSet<String> index = new TreeSet<>();
        addBeginnings(details.title(), index);
        addBeginnings(details.venue().name(), index);
        for (String word : words(details.description())) {
            index.add(beginning(word, MAX_LENGTH));
        }
        return index;
    }

    /** What somebody looks for; nothing if the text has no words. */
    public static Set<String> wanted(String text) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String word : words(text)) {
            wanted.add(beginning(word, MAX_LENGTH));
        }
        return wanted;
    }

    private static void addBeginnings(String text, Set<String> index) {
        for (String word : words(text)) {
            int longest = Math.min(length(word), MAX_LENGTH);
            for (int length = 1; length <= longest; length++) {
                index.add(beginning(word, length));
            }
        }
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private static String beginning(String word, int length) {
        return length(word) <= length
                ? word
                : word.substring(0, word.offsetByCodePoints(0, length));
    }

    /** Runs of letters and digits, in lower case; a letter and its accent are one character. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain.codePoints()
                .forEach(
                        c -> {
                            if (Character.isLetterOrDigit(c)) {
                                word.appendCodePoint(c);
                            } else {
                                end(word, words);
                            }
                        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
