package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.STARTS;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

    @Test
    void words_of_title_and_venue_are_found_by_their_beginnings() {
        ShowDetails details = show("Für Élise", "", "Musikverein");

        assertThat(SearchWords.index(details)).contains("f", "fü", "für", "é", "éli", "musikv");
        assertThat(finds("FÜR musik", details)).isTrue();
        assertThat(finds("élises", details)).isFalse();
        assertThat(finds("usikverein", details)).isFalse();
    }

    @Test
    void words_of_the_description_are_found_whole() {
        ShowDetails details = show("Hamlet", "A ghost, and what came of it.", "Globe");

        assertThat(finds("ghost", details)).isTrue();
        assertThat(finds("gho", details)).isFalse();
        assertThat(finds("ghost hamlet of", details)).isTrue();
        assertThat(finds("ghost othello", details)).isFalse();
    }

    @Test
    void neither_street_nor_case_nor_marks_count() {
        assertThat(finds("Bankside", DETAILS)).isFalse();
        assertThat(finds("(tempest!)", DETAILS)).isTrue();
        assertThat(SearchWords.wanted("rock'n'roll")).containsExactly("rock", "n", "roll");
        assertThat(SearchWords.wanted(" … ")).isEmpty();
    }

    @Test
    void an_accent_of_its_own_is_part_of_the_letter() {
        assertThat(SearchWords.wanted("E\u0301lise")).isEqualTo(SearchWords.wanted("Élise"));
    }

    @Test
    void words_are_alike_if_their_first_twenty_characters_are() {
        String twenty = "abcdefghijklmnopqrst";
        ShowDetails details = show(twenty + "uvw", twenty + "xyz", "Globe");

        assertThat(SearchWords.wanted(twenty)).containsExactly(twenty);
        assertThat(SearchWords.wanted(twenty + "u")).containsExactly(twenty);
        assertThat(SearchWords.index(details)).contains(twenty).doesNotContain(twenty + "u");
        assertThat(finds(twenty + "?", details)).isTrue();
    }

    @Test
    void a_character_of_two_halves_is_never_cut() {
        String letters = "\uD835\uDC9C".repeat(25);
        String gothic = "\uD800\uDF30".repeat(25);

        assertThat(SearchWords.wanted(letters)).containsExactly("a".repeat(20));
        assertThat(SearchWords.wanted(gothic)).containsExactly("\uD800\uDF30".repeat(20));
        assertThat(SearchWords.index(show(gothic, "", "Globe")))
                .contains("\uD800\uDF30")
                .doesNotContain("\uD800");
    }

    private static boolean finds(String text, ShowDetails details) {
        return SearchWords.index(details).containsAll(SearchWords.wanted(text));
    }

    private static ShowDetails show(String title, String description, String venue) {
        return new ShowDetails(
                title,
                description,
                STARTS,
                DETAILS.endsAt(),
                DETAILS.timezone(),
                new Venue(venue, "Bankside 21"),
                DETAILS.currency(),
                DETAILS.sections(),
                DETAILS.tiers(),
                DETAILS.maxTicketsPerReservation(),
                DETAILS.holdTime(),
                DETAILS.refundPolicy());
    }
}
