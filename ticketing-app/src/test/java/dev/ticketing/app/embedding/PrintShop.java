package dev.ticketing.app.embedding;

import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectId;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Where programmes are ordered, in memory. The same order twice is one order. */
final class PrintShop implements EffectHandler<OrderProgrammes> {

    private final Map<EffectId, OrderProgrammes> orders = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<?> handle(EffectId id, UUID correlation, OrderProgrammes order) {
        orders.put(id, order);
        return CompletableFuture.completedFuture(null);
    }

    Map<EffectId, OrderProgrammes> orders() {
        return Map.copyOf(orders);
    }
}
