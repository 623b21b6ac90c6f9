package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Processes that do not understand what newer ones have recorded. */
class MixedVersionsTest {

    private final World world = new World();

    /** As code reads it to which the events of a type are too new. */
    private record OlderFeed(Feed feed, Class<? extends DomainEvent> tooNew) implements Feed {

        @Override
        public Position head() {
            return feed.head();
        }

        @Override
        public List<RecordedEvent> read(Position after, int limit) {
            return feed.read(after, limit).stream().map(this::asRead).toList();
        }

        @Override
        public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
            Page page = feed.read(after, limit, types);
            return new Page(page.events().stream().map(this::asRead).toList(), page.upTo());
        }

        private RecordedEvent asRead(RecordedEvent recorded) {
            return tooNew.isInstance(recorded.event())
                    ? new RecordedEvent(
                            recorded.position(),
                            recorded.stream(),
                            recorded.version(),
                            recorded.eventId(),
                            recorded.recordedAt(),
                            recorded.command(),
                            recorded.metadata(),
                            new UnreadableEvent("too-new", 2, "too new", Optional.of(tooNew)))
                    : recorded;
        }
    }

    private Ticketing olderProcess() {
        Ticketing.Stores stores = world.stores(world.log);
        return Ticketing.start(
                new Ticketing.Stores(
                        stores.log(),
                        new OlderFeed(stores.feed(), ReservationStarted.class),
                        stores.storedFeed(),
                        stores.snapshots(),
                        stores.consumers(),
                        stores.wakeups(),
                        stores.openWork(),
                        stores.keys(),
                        stores.journal(),
                        stores.webhooks(),
                        stores.directories()),
                world.platform(MailboxLimits.DEFAULT),
                world.provider,
                Ticketing.Options.DEFAULT,
                Optional.empty());
    }

    @Test
    void who_asks_again_never_hears_of_whoever_had_to_make_room() {
        ShowId show = world.onSale(World.details(8, World.HOLD_TIME));
        world.held(show, World.places(8));
        world.jump(World.HOLD_TIME);
        var request = world.by(world.stranger);
        Wish wish = new Wish(show, World.STALLS, World.places(2), Optional.empty());
        var first = world.doneAs(world.ticketing.reservations().hold(request, wish));

        var again = world.doneAs(olderProcess().reservations().hold(request, wish));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.replayed()).isTrue();
    }
}
