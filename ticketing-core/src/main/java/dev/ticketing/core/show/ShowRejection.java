package dev.ticketing.core.show;

import dev.ticketing.core.identity.UserId;

import java.time.Instant;
import java.util.List;

/** Why a show says no. */
public sealed interface ShowRejection {

    record AlreadyExists(ShowId show) implements ShowRejection {}

    record DoesNotExist() implements ShowRejection {}

    /** The start has to lie ahead. */
    record StartsInThePast(Instant startsAt, Instant now) implements ShowRejection {}

    /** These parts cannot be changed any more. */
    record NotEditable(Show.Stage stage, List<Part> parts) implements ShowRejection {
        public NotEditable {
            parts = List.copyOf(parts);
        }
    }

    /** The owner organizes the show as long as there is one. */
    record OwnerStays(UserId owner) implements ShowRejection {}

    record NotAMember(UserId user) implements ShowRejection {}

    record TooManyMembers(int allowed) implements ShowRejection {}

    record InvalidTransition(Show.Stage from, Show.Stage to) implements ShowRejection {}

    /** Only a draft can be thrown away. */
    record NotADraft(Show.Stage stage) implements ShowRejection {}

    /** Parts of a show that are fixed at different times. */
    enum Part {
        TITLE,
        DESCRIPTION,
        VENUE_ADDRESS,
        TIMES,
        TIMEZONE,
        VENUE_NAME,
        CURRENCY,
        SECTIONS,
        TIERS,
        MAX_TICKETS_PER_RESERVATION,
        HOLD_SECONDS,
        REFUND_POLICY
    }
}
