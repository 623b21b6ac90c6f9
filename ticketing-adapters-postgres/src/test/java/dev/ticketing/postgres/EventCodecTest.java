package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.ticket.TicketEvent;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The corpus in {@code src/test/resources/events} is every shape that was ever stored, in files
 * named {@code <type>.<version>[.<variant>].json}. A file is never edited and never deleted:
 * another shape is another version, with a file of its own.
 */
class EventCodecTest {

    private static final EventCodec CODEC = EventCodec.INSTANCE;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String SUFFIX = ".json";

    /** What a file's name says of it. */
    private record Stored(String type, int version) {

        static Stored in(String file) {
            String[] parts = file.split("\\.", -1);
            return new Stored(parts[0], Integer.parseInt(parts[1]));
        }
    }

    static List<String> files() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(EventCodecTest.class.getResource("/events"));
        try (Stream<Path> paths = Files.list(Path.of(folder.toURI()))) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    static List<String> filesOfWrittenVersions() throws IOException, URISyntaxException {
        Set<Stored> written =
                CODEC.types().stream()
                        .map(type -> new Stored(type.name(), type.schemaVersion()))
                        .collect(Collectors.toSet());
        return files().stream().filter(file -> written.contains(Stored.in(file))).toList();
    }

    @ParameterizedTest
    @MethodSource("filesOfWrittenVersions")
    void an_event_is_written_as_its_file_says(String file) throws IOException {
        DomainEvent event = sample(file);

        String written = CODEC.typeOf(event.getClass()).write(event);

        assertThat(tree(written)).isEqualTo(tree(corpus(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_of_any_version_is_read_as_its_event(String file) {
        Stored stored = Stored.in(file);

        assertThat(CODEC.decode(stored.type(), stored.version(), corpus(file)))
                .isEqualTo(sample(file));
    }

    @Test
    void every_file_has_its_event_and_every_event_its_file() throws Exception {
        assertThat(files()).containsExactlyElementsOf(SampleEvents.all().keySet());
    }

    @Test
    void every_version_of_every_type_has_a_file() throws Exception {
        List<String> wanted = new ArrayList<>();
        for (EventType<?> type : CODEC.types()) {
            for (int version = 1; version <= type.schemaVersion(); version++) {
                wanted.add(type.name() + "." + version);
            }
        }

        assertThat(files()).containsAll(wanted);
    }

    @Test
    void every_event_of_the_core_has_a_type() {
        Set<Class<?>> events =
                Stream.of(
                                ShowEvent.class,
                                InventoryEvent.class,
                                ReservationEvent.class,
                                PaymentEvent.class,
                                TicketEvent.class)
                        .flatMap(e -> Arrays.stream(e.getPermittedSubclasses()))
                        .collect(Collectors.toSet());

        assertThat(CODEC.types().stream().<Class<?>>map(EventType::eventClass))
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void refuses_a_field_that_nobody_knows() {
        refuses("{\"at\": \"2027-03-01T10:00:00Z\", \"by\": \"me\"}", "unknown fields");
    }

    @Test
    void refuses_a_payload_without_one_of_its_fields() {
        refuses("{}", "no at");
    }

    @Test
    void refuses_what_is_not_an_object() {
        for (String payload : List.of("[]", "null", "1", "\"at\"")) {
            refuses(payload, "not an object");
        }
        refuses("", "");
        refuses("{", "not JSON");
    }

    @Test
    void refuses_a_type_and_a_version_that_nobody_knows() {
        assertThatThrownBy(() -> CODEC.decode("seats-guessed", 1, "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        for (int version : List.of(-1, 0, 2)) {
            assertThatThrownBy(() -> CODEC.decode("show-published", version, "{}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unknown version");
        }
    }

    @Test
    void explains_what_it_cannot_read() {
        assertThat(CODEC.decodeOrExplain("show-published", 1, corpus("show-published.1")))
                .isEqualTo(sample("show-published.1"));
        assertThat(CODEC.decodeOrExplain("seats-guessed", 1, "{}"))
                .isEqualTo(new UnreadableEvent("seats-guessed", 1, "unknown type: seats-guessed"));
        assertThat(CODEC.decodeOrExplain("show-published", 3, "{}"))
                .isEqualTo(
                        new UnreadableEvent(
                                "show-published",
                                3,
                                "unknown version: 3 of show-published, known up to 1",
                                Optional.of(ShowPublished.class)));
        assertThat(CODEC.decodeOrExplain("show-published", 1, "{}"))
                .isEqualTo(
                        new UnreadableEvent(
                                "show-published", 1, "no at", Optional.of(ShowPublished.class)));
    }

    @Test
    void explains_even_what_was_refused_without_a_word() {
        EventType<ShowPublished> silent =
                EventType.first(
                        "show-published",
                        ShowPublished.class,
                        (event, out) -> {},
                        in -> {
                            throw new IllegalStateException();
                        });

        assertThat(new EventCodec(List.of(silent)).decodeOrExplain("show-published", 1, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(UnreadableEvent.class))
                .extracting(UnreadableEvent::problem)
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void what_could_not_be_read_cannot_be_stored() {
        assertThatThrownBy(() -> CODEC.typeOf(UnreadableEvent.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_ticket_of_version_2_has_to_say_that_its_tier_is_not_known() {
        assertThatThrownBy(() -> CODEC.decode("ticket-issued", 2, corpus("ticket-issued.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no tier");
    }

    @Test
    void text_that_the_database_cannot_hold_is_replaced() {
        Instant at = Instant.EPOCH;
        PaymentFailed failed = new PaymentFailed("a\u0000b", "\uD83C \uD83C\uDFB5 \uDFB5", at);

        String written = CODEC.typeOf(PaymentFailed.class).write(failed);

        assertThat(CODEC.decode("payment-failed", 1, written))
                .isEqualTo(new PaymentFailed("a\uFFFDb", "\uFFFD \uD83C\uDFB5 \uFFFD", at));
    }

    private static void refuses(String payload, String because) {
        assertThatThrownBy(() -> CODEC.decode("show-published", 1, payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static DomainEvent sample(String file) {
        return Objects.requireNonNull(SampleEvents.all().get(file), file);
    }

    private static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }

    private static String corpus(String file) {
        try (InputStream in =
                EventCodecTest.class.getResourceAsStream("/events/" + file + SUFFIX)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
