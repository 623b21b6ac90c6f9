package dev.ticketing.http;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Sections;
import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.Status;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeping places back from sale. */
final class BlockCalls {

    private static final String SECTION = "/api/events/{id}/sections/{sectionId}";

    private final Sections sections;
    private final Written written;
    private final IdSource ids;

    BlockCalls(Sections sections, Written written, IdSource ids) {
        this.sections = sections;
        this.written = written;
        this.ids = ids;
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(
                        SECTION + "/block",
                        Route.Access.SIGNED_IN,
                        idempotent.once(
                                exchange -> change(exchange, "section.block", sections::block))),
                Route.post(
                        SECTION + "/unblock",
                        Route.Access.SIGNED_IN,
                        idempotent.once(
                                exchange ->
                                        change(exchange, "section.unblock", sections::unblock))));
    }

    /** One way or the other. */
    private interface Step {
        CompletableFuture<Outcome<SectionAvailability>> take(
                Request request, ShowId show, SectionId section, Places places);
    }

    private Answer change(Exchange exchange, String action, Step step) {
        ShowId show = EventCalls.id(exchange);
        SectionId section = AvailabilityCalls.sectionId(exchange);
        BlockForm.Wanted wanted = BlockForm.read(exchange.read(BlockForm.BlockBody.class));
        Request request = exchange.request(Commands.of(exchange, ids));
        var done = Written.await(step.take(request, show, section, wanted.places()));
        Audit.allowed(exchange, action, "section", show + "/" + section, wanted.reason());
        return written.tell(
                done, Answer.json(Status.OK_200, AvailabilityCalls.SectionJson.of(done.value())));
    }
}
