package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What goes over the wire, byte by byte: a client library would hide it. */
class ProtocolTest {

    private static final int MEBIBYTE = 1 << 20;

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Sends, and reads until the server closes the connection: it has to. */
    private String untilClosed(String... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + String.join("", headers) + "\r\n";
    }

    private static String post(String headers) {
        return "POST /auth/magic-link/verify HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\n"
                + headers
                + "\r\n";
    }

    private static void assertIsSafe(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("x-content-type-options: nosniff")
                .contains("x-frame-options: deny")
                .contains("referrer-policy: strict-origin-when-cross-origin")
                .contains("content-security-policy: ")
                .contains("cache-control: ")
                .contains("x-request-id: ");
        // One request, one answer: what follows it must not be taken for another.
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    private static void assertIsProblem(String answer, int status, String code) {
        assertIsSafe(answer, status);
        assertThat(answer)
                .contains("application/problem+json")
                .contains("\"code\":\"" + code + "\"")
                .doesNotContain("Exception")
                .doesNotContain("helidon");
    }

    private static final String CLOSE = "Connection: close\r\n";

    @Test
    void every_answer_carries_the_security_headers() throws IOException {
        assertIsSafe(untilClosed(get("/health/live", CLOSE)), 200);
        assertIsSafe(untilClosed(get("/", CLOSE)), 200);
        assertIsProblem(untilClosed(get("/nothing", CLOSE)), 404, "NOT_FOUND");
        assertIsProblem(untilClosed(get("/api/me", CLOSE)), 401, "UNAUTHENTICATED");
        assertIsProblem(
                untilClosed(get("/auth/magic-link/verify", CLOSE)), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void what_is_not_http_is_answered_with_a_problem_and_closed() throws IOException {
        assertIsProblem(untilClosed("hello\r\n\r\n"), 400, "MALFORMED_REQUEST");
        assertIsProblem(untilClosed("GET / HTTP/1.1\r\n\r\n"), 400, "MALFORMED_REQUEST");
        assertIsProblem(untilClosed(get("/%zz")), 400, "MALFORMED_REQUEST");
    }

    @Test
    void headers_may_have_8_kib_and_no_more() throws IOException {
        String large = "X-Large: " + "a".repeat(7_900) + "\r\n";
        assertIsSafe(untilClosed(get("/health/live", large, CLOSE)), 200);
        String tooLarge = "X-Large: " + "a".repeat(8_192) + "\r\n";
        assertIsProblem(untilClosed(get("/health/live", tooLarge)), 431, "HEADERS_TOO_LARGE");
    }

    @Test
    void a_request_line_may_be_only_so_long() throws IOException {
        assertIsProblem(untilClosed(get("/" + "a".repeat(5_000))), 414, "URI_TOO_LONG");
    }

    @Test
    void a_body_may_have_1_mib_and_not_a_byte_more() throws IOException {
        String fits = "{\"token\":\"" + "t".repeat(MEBIBYTE - 12) + "\"}";
        assertThat(fits).hasSize(MEBIBYTE);
        assertIsProblem(
                untilClosed(post(CLOSE + "Content-Length: " + MEBIBYTE + "\r\n"), fits),
                400,
                "VALIDATION_FAILED");
        assertIsProblem(
                untilClosed(post("Content-Length: " + (MEBIBYTE + 1) + "\r\n")),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void a_body_in_chunks_has_the_same_limit_and_its_rest_is_no_request() throws IOException {
        String chunk = Integer.toHexString(MEBIBYTE) + "\r\n" + "t".repeat(MEBIBYTE) + "\r\n";
        assertIsProblem(
                untilClosed(
                        post("Transfer-Encoding: chunked\r\n"),
                        chunk,
                        "1\r\nt\r\n0\r\n\r\n",
                        get("/health/live")),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void a_chunk_that_is_none_ends_the_connection() throws IOException {
        assertIsProblem(
                untilClosed(
                        post("Transfer-Encoding: chunked\r\n"),
                        "zz\r\n{}\r\n",
                        get("/health/live")),
                400,
                "MALFORMED_REQUEST");
    }
}
