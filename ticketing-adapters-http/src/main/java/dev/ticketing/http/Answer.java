package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole answer. The body is not to be changed. */
final class Answer {

    private static final byte[] EMPTY = {};

    private final Status status;
    private final byte[] body;
    private final List<Header> headers;
    private final Optional<Conversation> conversation;

    private Answer(Status status, byte[] body, List<Header> headers) {
        this(status, body, headers, Optional.empty());
    }

    private Answer(
            Status status, byte[] body, List<Header> headers, Optional<Conversation> conversation) {
        this.status = status;
        this.body = body;
        this.headers = headers;
        this.conversation = conversation;
    }

    static Answer of(Status status, byte[] body, Header... headers) {
        return new Answer(status, body, List.of(headers));
    }

    static Answer empty(Status status, Header... headers) {
        return new Answer(status, EMPTY, List.of(headers));
    }

    static Answer json(Status status, Object body, Header... headers) {
        return new Answer(status, Json.write(body), List.of(headers)).with(StandardHeaders.JSON);
    }

    /** The head alone: what follows it is the conversation's. */
    static Answer conversation(Status status, Conversation conversation) {
        return new Answer(status, EMPTY, List.of(), Optional.of(conversation));
    }

    Answer with(Header header) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(header);
        return new Answer(status, body, more, conversation);
    }

    /** With the header that names a version; {@code value} without its quotes. */
    Answer withETag(String value) {
        return with(HeaderValues.create(HeaderNames.ETAG, '"' + value + '"'));
    }

    Status status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Optional<Conversation> conversation() {
        return conversation;
    }

    List<Header> headers() {
        return headers;
    }

    Optional<String> header(HeaderName name) {
        return headers.stream()
                .filter(header -> header.headerName().equals(name))
                .findFirst()
                .map(Header::get);
    }
}
