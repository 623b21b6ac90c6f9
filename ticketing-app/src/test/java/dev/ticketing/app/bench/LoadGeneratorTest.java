package dev.ticketing.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

class LoadGeneratorTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** Long enough to connect and to ask. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Test
    void counts_what_was_accepted_refused_and_wrong_and_times_what_was_accepted()
            throws IOException {
        Iterator<Integer> statuses = List.of(201, 409, 200, 201, 500, 201).iterator();
        try (ScriptedServer server =
                ScriptedServer.start(request -> List.of(answer(statuses.next(), "{}")))) {
            Asking script = new Asking(6);

            LoadGenerator.Result result = run(server, List.of(script), LONG);

            assertThat(result.accepted()).isEqualTo(3);
            assertThat(result.refused()).isEqualTo(1);
            assertThat(result.errors()).isEqualTo(1);
            assertThat(result.latency().getTotalCount()).isEqualTo(3);
            assertThat(result.seconds()).isPositive();
            assertThat(script.answers)
                    .containsExactly("201 {}", "409 {}", "200 {}", "201 {}", "500 {}", "201 {}");
        }
    }

    @Test
    void puts_an_answer_together_that_comes_in_any_pieces() throws IOException {
        String whole = answer(201, "{\"id\":\"0123456789\"}");
        for (List<String> pieces :
                List.of(
                        whole.chars().mapToObj(Character::toString).toList(),
                        List.of(whole.substring(0, 5), whole.substring(5)),
                        cut(whole, whole.indexOf("\r\n\r\n") + 2),
                        cut(whole, whole.indexOf("\r\n\r\n") + 4),
                        cut(whole, whole.length() - 1))) {
            try (ScriptedServer server = ScriptedServer.start(request -> pieces)) {
                Asking script = new Asking(3);

                LoadGenerator.Result result = run(server, List.of(script), LONG);

                assertThat(result.accepted()).isEqualTo(3);
                assertThat(result.errors()).isZero();
                assertThat(script.answers).containsOnly("201 {\"id\":\"0123456789\"}");
            }
        }
    }

    @Test
    void finds_the_length_however_its_name_is_spelt_and_wherever_it_stands() throws IOException {
        for (String head :
                List.of(
                        "content-length: 2\r\nX: 1",
                        "CONTENT-LENGTH:2",
                        "X-Content-Length: 9\r\nDate: x\r\nContent-Length:   2  ")) {
            try (ScriptedServer server =
                    ScriptedServer.start(
                            request -> List.of("HTTP/1.1 201 Created\r\n" + head + "\r\n\r\n{}"))) {
                Asking script = new Asking(2);

                assertThat(run(server, List.of(script), LONG).accepted()).isEqualTo(2);
                assertThat(script.answers).containsOnly("201 {}");
            }
        }
    }

    @Test
    void an_answer_without_a_body_is_complete_with_its_head() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.start(request -> List.of("HTTP/1.1 409 Conflict\r\n\r\n"))) {
            assertThat(run(server, List.of(new Asking(2)), LONG).refused()).isEqualTo(2);
        }
    }

    @Test
    void each_script_has_a_connection_of_its_own_over_all_threads() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(request -> List.of(answer(201, "{}")))) {
            List<Asking> scripts = IntStream.range(0, 7).mapToObj(i -> new Asking(3)).toList();

            LoadGenerator.Result result = new LoadGenerator(server.address(), 2).run(scripts, LONG);

            assertThat(result.accepted()).isEqualTo(21);
            assertThat(scripts).allSatisfy(script -> assertThat(script.answers).hasSize(3));
        }
    }

    @Test
    void a_server_that_hangs_up_is_an_error_and_the_end_of_that_connection() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(request -> List.of())) {
            LoadGenerator.Result result = run(server, List.of(new Asking(5), new Asking(5)), LONG);

            assertThat(result.errors()).isEqualTo(2);
            assertThat(result.accepted()).isZero();
            assertThat(result.seconds()).isZero();
        }
    }

    @Test
    void an_answer_that_is_too_large_is_an_error() throws IOException {
        for (String tooLarge :
                List.of(
                        answer(201, "x".repeat(40_000)),
                        "HTTP/1.1 201 Created\r\nContent-Length: 99999999999999\r\n\r\n",
                        "HTTP/1.1 201 Created\r\nX: " + "x".repeat(40_000) + "\r\n\r\n")) {
            try (ScriptedServer server = ScriptedServer.start(request -> List.of(tooLarge))) {
                assertThat(run(server, List.of(new Asking(2)), LONG).errors()).isEqualTo(1);
            }
        }
    }

    @Test
    void asks_nothing_more_when_the_time_is_over() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(request -> List.of(answer(201, "{}")))) {
            LoadGenerator.Result result =
                    run(server, List.of(new Asking(Integer.MAX_VALUE)), SHORT);

            assertThat(result.accepted()).isPositive().isEqualTo(server.requests.size());
            assertThat(run(server, List.of(new Asking(1)), Duration.ZERO).accepted()).isZero();
        }
    }

    @Test
    void an_answer_that_never_comes_is_an_error_and_does_not_hold_the_load_up() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(request -> List.of("HTTP/1.1 201 Cre"))) {
            LoadGenerator impatient = new LoadGenerator(server.address(), 1, Duration.ofMillis(50));

            LoadGenerator.Result result =
                    impatient.run(List.of(new Asking(1), new Asking(1)), SHORT);

            assertThat(result.errors()).isEqualTo(2);
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_failure() throws IOException {
        InetSocketAddress nobody;
        try (ScriptedServer server = ScriptedServer.start(request -> List.of())) {
            nobody = server.address();
        }
        LoadGenerator load = new LoadGenerator(nobody, 1);

        assertThatThrownBy(() -> load.run(List.of(new Asking(1)), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the load failed");
    }

    @Test
    void a_buyer_in_general_admission_holds_until_it_is_sold_out() throws IOException {
        Iterator<Integer> statuses = List.of(201, 500, 201, 409).iterator();
        try (ScriptedServer server =
                ScriptedServer.start(request -> List.of(answer(statuses.next(), "{}")))) {
            LoadGenerator.Result result =
                    run(server, List.of(new HoldScript("me", "event", "main")), LONG);

            assertThat(List.of(result.accepted(), result.refused(), result.errors()))
                    .containsExactly(2L, 1L, 1L);
            assertThat(server.requests)
                    .allSatisfy(
                            request ->
                                    assertThat(request)
                                            .startsWith("POST /api/reservations HTTP/1.1\r\n")
                                            .contains("Authorization: Bearer me\r\n")
                                            .endsWith(
                                                    "{\"eventId\":\"event\",\"sectionId\":\"main\","
                                                            + "\"quantity\":1}"));
            assertThat(server.requests.stream().map(LoadGeneratorTest::key))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_buyer_of_seats_pays_for_each_that_was_held() throws IOException {
        String id = "01890000-0000-7000-8000-000000000001";
        Iterator<String> answers =
                List.of(
                                answer(201, "{\"id\":\"" + id + "\",\"x\":1}"),
                                answer(201, "{}"),
                                answer(409, "{}"),
                                answer(201, "{\"x\":1,\"id\":\"" + id + "\"}"),
                                answer(503, "{}"))
                        .iterator();
        try (ScriptedServer server =
                ScriptedServer.start(
                        request -> answers.hasNext() ? List.of(answers.next()) : List.of())) {
            LoadGenerator.Result result =
                    run(
                            server,
                            List.of(new SeatScript("me", "event", "main", List.of("A-1"), 1)),
                            LONG);

            assertThat(result.accepted()).isEqualTo(1);
            assertThat(result.refused()).isEqualTo(1);
            assertThat(result.errors()).isEqualTo(2); // the payment, and the hanging up
            assertThat(server.requests.stream().map(request -> request.split(" ", 3)[1]))
                    .containsExactly(
                            "/api/reservations",
                            "/api/payments",
                            "/api/reservations",
                            "/api/reservations",
                            "/api/payments",
                            "/api/reservations");
            assertThat(server.requests.get(1)).contains("\"reservationId\":\"" + id + "\"");
        }
    }

    private static LoadGenerator.Result run(
            ScriptedServer server, List<? extends Script> scripts, Duration duration) {
        return new LoadGenerator(server.address(), 1).run(scripts, duration);
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 %d Some Reason\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }

    private static List<String> cut(String text, int at) {
        return List.of(text.substring(0, at), text.substring(at));
    }

    private static String key(String request) {
        return request.lines()
                .filter(line -> line.startsWith("Idempotency-Key: "))
                .findFirst()
                .orElseThrow();
    }

    /** Asks so many times, and notes the answers. */
    private static final class Asking implements Script {
        private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII);

        final List<String> answers = new ArrayList<>();
        private int left;

        Asking(int times) {
            left = times;
        }

        @Override
        public boolean next(ByteBuffer request) {
            if (left == 0) {
                return false;
            }
            left--;
            request.put(REQUEST);
            return true;
        }

        @Override
        public Verdict answered(int status, ByteBuffer body) {
            answers.add(status + " " + ISO_8859_1.decode(body));
            return switch (status) {
                case 201 -> Verdict.ACCEPTED;
                case 200 -> Verdict.STEP;
                case 409 -> Verdict.REFUSED;
                default -> Verdict.ERROR;
            };
        }
    }
}
