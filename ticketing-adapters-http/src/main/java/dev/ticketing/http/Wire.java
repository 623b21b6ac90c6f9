package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;

import java.time.Duration;

/**
 * How a live connection speaks. Each of these blocks for as long as the other side does not read,
 * and throws when the connection is gone; one thread at a time sends, any may cut.
 */
interface Wire {

    void tell(News news);

    /** A sign of life that also keeps what is in between from closing a silent connection. */
    void beat();

    Duration beatEvery();

    /** Whether a sign of life is answered, so that a long silence means that nobody is there. */
    boolean isAnswered();

    void end(Goodbye goodbye);

    /** Ends it for who does not listen. Neither blocks nor throws. */
    void cut();
}
