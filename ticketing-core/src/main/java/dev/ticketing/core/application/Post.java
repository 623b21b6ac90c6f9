package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mail.Attachment;

import java.util.List;

/** What becomes of something that somebody is to be told. */
sealed interface Post {

    /** Which reservation it is about. */
    ReservationId reservation();

    /** It is still true, and worth a mail. */
    record Letter(
            ReservationId reservation, UserId to, Letters.Text text, List<Attachment> attachments)
            implements Post {
        public Letter {
            attachments = List.copyOf(attachments);
        }

        Letter(ReservationId reservation, UserId to, Letters.Text text) {
            this(reservation, to, text, List.of());
        }
    }

    /**
     * It would say what is not so any more, or nobody needs to know.
     *
     * @param why goes on after "not mailed: "
     */
    record Moot(ReservationId reservation, String why) implements Post {}
}
