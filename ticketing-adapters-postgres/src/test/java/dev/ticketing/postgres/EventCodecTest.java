package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.ticket.TicketEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The corpus in {@code src/test/resources/events} is every shape that was ever stored. A file is
 * never edited: another shape is another version, with a file of its own.
 */
class EventCodecTest {

    private static final EventCodec CODEC = EventCodec.INSTANCE;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Set<String> files() {
        return SampleEvents.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_event_is_written_as_its_file_says(String file) throws IOException {
        DomainEvent event = sample(file);

        String written = CODEC.typeOf(event.getClass()).write(event);

        assertThat(tree(written)).isEqualTo(tree(corpus(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_read_as_its_event(String file) {
        EventType<?> type = CODEC.typeOf(sample(file).getClass());

        assertThat(CODEC.decode(type.name(), type.schemaVersion(), corpus(file)))
                .isEqualTo(sample(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_named_after_type_and_version(String file) {
        EventType<?> type = CODEC.typeOf(sample(file).getClass());

        assertThat(file).startsWith(type.name() + "-v" + type.schemaVersion());
    }

    @Test
    void every_type_has_a_file() {
        assertThat(CODEC.types())
                .allSatisfy(t -> assertThat(files()).contains(t.name() + "-v" + t.schemaVersion()));
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
        assertThatThrownBy(() -> CODEC.decode("show-published", 2, "{}"))
                .isInstanceOf(IllegalArgumentException.class);
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
                EventCodecTest.class.getResourceAsStream("/events/" + file + ".json")) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
