package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The README's example: what stands in the region is what people copy. */
@ExtendWith(PostgresExtension.class)
class EmbeddingTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void a_program_of_ones_own_sells_two_tickets(TestDatabase database) {
        String url = database.jdbcUrl();
        String user = database.user();
        String password = database.password();
        String schema = database.schema();
        InMemoryPaymentProvider provider = new InMemoryPaymentProvider();
        List<String> failed = new CopyOnWriteArrayList<>();
        FailureListener failures = (task, cause) -> failed.add(task + ": " + cause);
        Caller alice = new Caller(new UserId(new UUID(1, 1)), false);
        Caller bob = new Caller(new UserId(new UUID(1, 2)), false);
        Venue venue = new Venue("Old Gasworks", "Am Kanal 1, Berlin");
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant starts = InstantSource.system().instant().plus(Duration.ofDays(60));
        Instant ends = starts.plus(Duration.ofHours(3));

        // readme:begin
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var timer = Executors.newSingleThreadScheduledExecutor();
        var settings = PostgresSettings.of(url, user, password).withSchema(schema);
        var postgres = PostgresTicketing.connect(settings);
        postgres.migrate();
        var platform = Ticketing.Platform.of(InstantSource.system(), threads, timer, failures);
        var ticketing = Ticketing.start(postgres.stores(platform), platform, provider);
        var ids = platform.ids();

        var hall = new Section(new SectionId("hall"), "Hall", new Seating.General(500));
        var price = Tier.always(new TierId("full"), "Full price", hall.id(), new Money(49_00, EUR));
        var details =
                ShowDetails.of("Concert", starts, ends, zone, venue, List.of(hall), List.of(price));
        var created = ticketing.shows().create(Request.once(alice, ids), details).join();
        var show = created.orElseThrow().value().facts().id();
        ticketing.shows().publish(Request.once(alice, ids), show).join().orElseThrow();
        ticketing.shows().openSales(Request.once(alice, ids), show).join().orElseThrow();

        var wish = new Wish(show, hall.id(), new Places.Count(2), Optional.empty());
        var held = ticketing.reservations().hold(Request.once(bob, ids), wish).join().orElseThrow();
        var reservation = held.value().terms().id();
        var card = new Instrument(PaymentMethod.Type.CARD, "tok_ok");
        ticketing.payments().pay(Request.once(bob, ids), reservation, card).join().orElseThrow();
        var paid = ticketing.reservations().find(bob, reservation).orElseThrow().state();
        List<TicketId> tickets = paid.tickets();
        // readme:end

        // A payment that takes long is answered before it is settled.
        Eventually.isTrue(() -> ticketsOf(ticketing, bob, reservation).size() == 2);
        List<TicketId> issued = ticketsOf(ticketing, bob, reservation);
        assertThat(issued).doesNotHaveDuplicates();
        assertThat(tickets).isIn(List.of(), issued);
        assertThat(ticketing.tickets().find(bob, issued.getFirst()).orElseThrow().code())
                .isPresent();
        assertThat(provider.captures())
                .singleElement()
                .satisfies(taken -> assertThat(taken.amount()).isEqualTo(new Money(98_00, EUR)));
        ticketing.stop().join();
        timer.shutdownNow();
        threads.close();
        postgres.close();
        assertThat(failed).isEmpty();
    }

    private static List<TicketId> ticketsOf(
            Ticketing ticketing, Caller buyer, ReservationId reservation) {
        return ticketing.reservations().find(buyer, reservation).orElseThrow().state().tickets();
    }
}
