package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

class SettingsDocumentedTest {

    private static final String HEADER = "|---|---|---|\n";

    @Test
    void the_documented_table_is_the_settings_in_their_order() throws IOException {
        assertThat(documented()).isEqualTo(Arrays.stream(Setting.values()).map(this::row).toList());
    }

    private String row(Setting setting) {
        String byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
        return "| `%s` | %s | %s |".formatted(setting.variable(), byDefault, setting.meaning());
    }

    /** The rows of the one table with three columns. */
    private static List<String> documented() throws IOException {
        String text = Repository.read("docs/configuration.md");
        String table = text.substring(text.indexOf(HEADER) + HEADER.length());
        return table.lines().takeWhile(line -> line.startsWith("|")).toList();
    }
}
