package dev.ticketing.app.embedding;

import dev.ticketing.app.embedding.ProgrammeOrders.House;
import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessTables;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

// docs:begin process
/**
 * Has programmes printed for a section that is nearly sold out: once, after a while, as many as are
 * sold by then.
 */
final class ProgrammeOrders implements ProcessManager<House, OrderProgrammes> {

    static final ProcessTables<House, OrderProgrammes> TABLES = ProcessTables.of("own_programmes");

    private static final String ORDER = "order";

    private final Duration patience;

    /** What is known of a section. */
    record House(int capacity, int sold) {

        boolean isNearlySoldOut() {
            return sold * 10 >= capacity * 9;
        }

        House with(int more) {
            return new House(capacity, sold + more);
        }
    }

    /** What the printer is asked for; a section is named as its stream is. */
    record OrderProgrammes(String section, int copies) {}

    /**
     * @param patience how long others may still buy before the order is made
     */
    ProgrammeOrders(Duration patience) {
        this.patience = patience;
    }

    @Override
    public ProcessTables<House, OrderProgrammes> tables() {
        return TABLES;
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(SectionOpened.class, SeatsSold.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("inventory");
    }

    @Override
    public Optional<String> instanceOf(RecordedEvent event) {
        return Optional.of(event.stream().key());
    }

    @Override
    public House initialState() {
        return new House(0, 0);
    }

    @Override
    public House evolve(House house, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) ->
                    switch (recorded.event()) {
                        case SectionOpened opened -> new House(opened.seating().capacity(), 0);
                        case SeatsSold sold -> house.with(sold.places().quantity());
                        default -> house;
                    };
            case TimedOut out -> house;
        };
    }

    @Override
    public List<Effect<OrderProgrammes>> react(House house, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) ->
                    recorded.event() instanceof SeatsSold sold && hasJustComeTo(house, sold)
                            ? List.of(new SetTimer<>(ORDER, patience))
                            : List.of();
            case TimedOut out ->
                    List.of(new Send<>(new OrderProgrammes(out.instance(), house.sold())));
        };
    }

    private static boolean hasJustComeTo(House house, SeatsSold sold) {
        return house.isNearlySoldOut() && !house.with(-sold.places().quantity()).isNearlySoldOut();
    }

    /** Whoever forgot a section would order for it once more. */
    @Override
    public boolean isOver(House house) {
        return false;
    }
}
// docs:end process
