package dev.ticketing.http;

import dev.ticketing.core.application.Histories;
import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.inventory.ReservationId;

import io.helidon.http.Status;

import java.util.List;

/** The story of a reservation, for its customer and for the organizers. */
final class HistoryCalls {

    private final Histories histories;

    HistoryCalls(Histories histories) {
        this.histories = histories;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/reservations/{id}/history", Route.Access.SIGNED_IN, this::read));
    }

    private Answer read(Exchange exchange) {
        List<HistoryEntry> entries =
                histories
                        .of(exchange.caller(), new ReservationId(exchange.pathId("id")))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        return Answer.of(
                Status.OK_200,
                HistoryJson.write(entries),
                StandardHeaders.JSON,
                StandardHeaders.NO_STORE);
    }
}
