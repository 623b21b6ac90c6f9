package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.PLACES;
import static dev.ticketing.postgres.ValueShapes.SEATING;

import dev.ticketing.core.inventory.Hold;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.PersistentSortedMap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A section's inventory as a snapshot keeps it. */
final class InventorySnapshot {

    /**
     * What a snapshot looks like and what it is a fold of, in words. Change them whenever either
     * changes: older snapshots are then ignored.
     */
    private static final String DESCRIPTION =
            """
            inventory 2: seating; holds: reservation, places, expiresAt; sales: reservation, places;
            blocked: places, if any.
            seating: kind, capacity or seats. places: quantity or seats.
            folded of: section-opened, seats-held, seats-sold, seats-released, seats-blocked,
            seats-unblocked, holds-lapsed.
            """;

    static final String SHAPE = hash(DESCRIPTION);

    private record Held(ReservationId reservation, Hold hold) {
        static Held of(PersistentSortedMap.Entry<ReservationId, Hold> entry) {
            return new Held(entry.key(), entry.value());
        }
    }

    private record Sold(ReservationId reservation, Places places) {
        static Sold of(PersistentSortedMap.Entry<ReservationId, Places> entry) {
            return new Sold(entry.key(), entry.value());
        }
    }

    private static final Shape<Held> HELD =
            new Shape<>(
                    (held, out) ->
                            out.id("reservation", held.reservation.value())
                                    .object("places", held.hold.places(), PLACES)
                                    .instant("expiresAt", held.hold.expiresAt()),
                    in ->
                            new Held(
                                    new ReservationId(in.id("reservation")),
                                    new Hold(
                                            in.object("places", PLACES), in.instant("expiresAt"))));

    private static final Shape<Sold> SOLD =
            new Shape<>(
                    (sold, out) ->
                            out.id("reservation", sold.reservation.value())
                                    .object("places", sold.places, PLACES),
                    in ->
                            new Sold(
                                    new ReservationId(in.id("reservation")),
                                    in.object("places", PLACES)));

    private static final Shape<Inventory.Open> INVENTORY =
            new Shape<>(InventorySnapshot::write, InventorySnapshot::read);

    private InventorySnapshot() {}

    static String write(Inventory.Open inventory) {
        return JsonOut.write(inventory, INVENTORY);
    }

    /** Empty if it cannot be read: there is the log. */
    static Optional<Inventory.Open> read(String state) {
        try {
            return Optional.of(JsonIn.read(state, INVENTORY));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String hash(String description) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(description.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(Inventory.Open inventory, JsonOut out) throws IOException {
        List<Held> holds = new ArrayList<>();
        inventory.holds().forEach(entry -> holds.add(Held.of(entry)));
        List<Sold> sales = new ArrayList<>();
        inventory.sales().forEach(entry -> sales.add(Sold.of(entry)));
        out.object("seating", inventory.seating(), SEATING)
                .objects("holds", holds, HELD)
                .objects("sales", sales, SOLD);
        if (inventory.blocked().isPresent()) {
            out.object("blocked", inventory.blocked().get(), PLACES);
        }
    }

    private static Inventory.Open read(JsonIn in) {
        Inventory.Open inventory = Inventory.opened(in.object("seating", SEATING));
        for (Held held : in.objects("holds", HELD)) {
            inventory = inventory.withHold(held.reservation, held.hold);
        }
        for (Sold sold : in.objects("sales", SOLD)) {
            inventory = inventory.withSale(sold.reservation, sold.places);
        }
        return in.has("blocked") ? inventory.withBlocked(in.object("blocked", PLACES)) : inventory;
    }
}
