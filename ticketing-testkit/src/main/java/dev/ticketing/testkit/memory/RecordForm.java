package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.testkit.memory.InMemoryStoredFeed.Form;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Renders events for tests, by what their classes look like. What is really stored is named and
 * formed by hand, so that it outlasts the classes.
 */
public final class RecordForm {

    private static final int VERSION = 1;

    private RecordForm() {}

    /** The type is the name of the class, in words with hyphens. */
    public static Form of(DomainEvent event) {
        return new Form(kebab(event.getClass().getSimpleName()), VERSION, json(event));
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A record is an object, unless it only wraps a value: then it is that value. */
    static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Optional<?> optional -> json(optional.orElse(null));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Collection<?> many -> array(many);
            case Map<?, ?> map -> map(map);
            case DomainEvent event when event instanceof Record whole -> object(whole);
            case Record wrapper when wrapper.getClass().getRecordComponents().length == 1 ->
                    json(get(wrapper, wrapper.getClass().getRecordComponents()[0]));
            case Record whole -> object(whole);
            default -> quoted(value.toString());
        };
    }

    private static String array(Collection<?> many) {
        return "[" + String.join(",", many.stream().map(RecordForm::json).toList()) + "]";
    }

    private static String map(Map<?, ?> map) {
        List<String> fields = new ArrayList<>();
        map.forEach((key, value) -> fields.add(quoted(String.valueOf(key)) + ":" + json(value)));
        return "{" + String.join(",", fields) + "}";
    }

    private static String object(Record whole) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            fields.add(quoted(component.getName()) + ":" + json(get(whole, component)));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static @Nullable Object get(Record of, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
