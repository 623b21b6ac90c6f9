package dev.ticketing.testkit.conformance;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Adapters that do nothing, and answer the least that fits: empty, zero, false. */
final class Nothing implements InvocationHandler {

    private Nothing() {}

    /** Such an adapter of a port. */
    static <P> P of(Class<P> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        Nothing.class.getClassLoader(), new Class<?>[] {port}, new Nothing()));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : least(method.getReturnType());
    }

    private static @Nullable Object least(Class<?> type) throws ReflectiveOperationException {
        if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type.isRecord()) {
            return leastRecord(type);
        } else if (type.isSealed()) {
            return least(type.getPermittedSubclasses()[0]);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return LEAST.get(type);
    }

    /** What is not among them is null: void, and whatever only its caller knows. */
    private static final Map<Class<?>, Object> LEAST =
            Map.of(
                    String.class, "",
                    Optional.class, Optional.empty(),
                    List.class, List.of(),
                    Set.class, Set.of(),
                    Map.class, Map.of(),
                    UUID.class, new UUID(0, 0),
                    Instant.class, Instant.EPOCH,
                    Duration.class, Duration.ZERO,
                    CompletableFuture.class, CompletableFuture.completedFuture(null));

    private static Object leastRecord(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = least(types[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }
}
