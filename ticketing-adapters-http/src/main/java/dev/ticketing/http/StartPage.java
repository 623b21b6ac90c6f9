package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.Status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a person sees who opens the server in a browser, and where sign-in links lead. */
final class StartPage {

    private static final String FILE = "start-page.html";
    private static final String MAILBOX_LINE = "<!-- mailbox -->";

    private final byte[] page;
    private final Header policy;

    StartPage(boolean mailbox) {
        String text = load();
        String link =
                "<p>Development mode: the mail it sends can be read at <a href=\""
                        + MailboxCalls.PATH
                        + "\">"
                        + MailboxCalls.PATH
                        + "</a>.</p>";
        String complete = text.replace(MAILBOX_LINE, mailbox ? link : "");
        page = complete.getBytes(StandardCharsets.UTF_8);
        policy =
                StandardHeaders.cached(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'; connect-src 'self'; script-src "
                                + hash(between(complete, "<script>", "</script>"))
                                + "; style-src "
                                + hash(between(complete, "<style>", "</style>")));
    }

    private static String load() {
        try (InputStream in = StartPage.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String hash(String inline) {
        byte[] hash = Commands.sha256().digest(inline.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    List<Route> routes() {
        return List.of(Route.get("/", Route.Access.ANYBODY, this::read));
    }

    private Answer read(Exchange exchange) {
        return Answer.of(
                Status.OK_200, page, StandardHeaders.HTML, policy, StandardHeaders.REVALIDATE);
    }
}
