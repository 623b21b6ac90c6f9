package dev.ticketing.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mail;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** The mail that development mode keeps instead of sending it. */
final class MailboxCalls {

    static final String PATH = "/dev/mailbox";

    private final DevMailbox mailbox;

    MailboxCalls(DevMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * @param link in a mail to sign in, and {@code token}: null in others
     * @param attachments what came with it
     */
    record MailJson(
            String to,
            String subject,
            String text,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String link,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String token,
            String sentAt,
            List<FileJson> attachments) {

        static MailJson of(DevMailbox.Kept kept) {
            Mail mail = kept.mail();
            return new MailJson(
                    mail.to().value(),
                    mail.subject(),
                    mail.text(),
                    mail.pass().map(Mail.Pass::link).orElse(null),
                    mail.pass().map(Mail.Pass::token).orElse(null),
                    mail.sentAt().toString(),
                    kept.attachments().stream()
                            .map(name -> new FileJson(name, PATH + "/" + mail.id() + "/" + name))
                            .toList());
        }
    }

    /** What is attached, and where it can be read. */
    record FileJson(String name, String url) {}

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Route.Access.ANYBODY, this::read),
                Route.get(PATH + "/{id}/{name}", Route.Access.ANYBODY, this::file));
    }

    private Answer file(Exchange exchange) {
        return mailbox.file(exchange.pathId("id"), exchange.pathParameter("name"))
                .map(
                        file ->
                                Answer.of(
                                        Status.OK_200,
                                        file.bytes(),
                                        HeaderValues.create(
                                                HeaderNames.CONTENT_TYPE, file.mediaType()),
                                        HeaderValues.create(
                                                HeaderNames.CONTENT_DISPOSITION,
                                                "attachment; filename=\"" + file.name() + "\"")))
                .orElseThrow(() -> new Stop(Problem.notFound()));
    }

    private Answer read(Exchange exchange) {
        Optional<EmailAddress> to =
                exchange.query("to")
                        .map(
                                typed ->
                                        EmailAddress.parse(typed)
                                                .orElseThrow(
                                                        () ->
                                                                new Stop(
                                                                        Problem.invalid(
                                                                                "to",
                                                                                "has to be an"
                                                                                    + " address"))));
        return Answer.json(
                Status.OK_200, new Items<>(mailbox.read(to).stream().map(MailJson::of).toList()));
    }
}
