package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Show;

/**
 * Who asks.
 *
 * @param admin whether they may do all that an organizer may, on every show
 */
public record Caller(UserId user, boolean admin) {

    boolean organizes(Show.Existing show) {
        return admin || show.facts().isOrganizer(user);
    }

    /** Whether they let people in who have a ticket, and may do nothing else. */
    boolean scansFor(Show.Existing show) {
        return show.facts().members().roleOf(user).filter(MemberRole.SCANNER::equals).isPresent();
    }
}
