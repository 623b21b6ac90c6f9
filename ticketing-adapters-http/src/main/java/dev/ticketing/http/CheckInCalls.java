package dev.ticketing.http;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketRow;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Letting people in. */
final class CheckInCalls {

    private static final int MAX_CODE = 400;

    private final Tickets tickets;
    private final Written written;
    private final IdSource ids;

    CheckInCalls(Tickets tickets, Written written, IdSource ids) {
        this.tickets = tickets;
        this.written = written;
        this.ids = ids;
    }

    /**
     * What the door sends.
     *
     * @param code as the ticket shows it
     */
    record CheckInRequest(@Nullable String code, @Nullable String gate) {}

    /** What the door hears. */
    record Admission(TicketJson ticket, Result result) {}

    /** That somebody may go in; every no is a problem. */
    enum Result {
        ADMITTED
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(
                        "/api/events/{id}/check-ins",
                        Route.Access.SIGNED_IN,
                        idempotent.once(this::checkIn)));
    }

    private Answer checkIn(Exchange exchange) {
        ShowId show = EventCalls.id(exchange);
        CheckInRequest wish = exchange.read(CheckInRequest.class);
        FieldErrors errors = new FieldErrors();
        String code = errors.text("code", wish.code(), MAX_CODE);
        if (errors.isEmpty() && !TicketCodes.isCode(code)) {
            errors.add("code", "is not the code of a ticket");
        }
        String gate = errors.optionalText("gate", wish.gate(), CheckIn.MAX_GATE);
        errors.stopIfAny();
        Request request = exchange.request(Commands.of(exchange, ids));
        Outcome.Done<Ticket.Issued> done =
                Written.await(
                        tickets.checkIn(
                                request,
                                show,
                                code,
                                Optional.of(gate).filter(text -> !text.isBlank())));
        Tickets.Seen seen =
                new Tickets.Seen(new TicketRow(done.value(), done.version()), Optional.empty());
        return written.tell(
                done,
                Answer.json(Status.OK_200, new Admission(TicketJson.of(seen), Result.ADMITTED)));
    }
}
