package dev.ticketing.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object. Every method throws {@link IllegalArgumentException} when
 * the field is not there or is something else. For one thread.
 */
final class JsonIn {

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .reader();

    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    private JsonIn(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("not an object but " + object.getNodeType());
        }
        this.object = object;
    }

    static <T> T read(String written, Shape<T> shape) {
        return whole(tree(written), shape);
    }

    static <T> T read(ObjectNode json, Shape<T> shape) {
        return whole(json, shape);
    }

    /** What is written, as a tree to be changed before it is read. */
    static ObjectNode object(String written) {
        if (tree(written) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not an object");
    }

    private static JsonNode tree(String written) {
        try {
            return JSON.readTree(written);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    UUID id(String field) {
        return UUID.fromString(text(field));
    }

    String text(String field) {
        return textOf(field, required(field));
    }

    Optional<String> textIfAny(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    /** A field that has to be there, and whose value may be null. */
    Optional<String> textOrNull(String field) {
        return required(field).isNull() ? Optional.empty() : Optional.of(text(field));
    }

    long number(String field) {
        JsonNode node = required(field);
        if (!node.canConvertToExactIntegral() || !node.canConvertToLong()) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return node.longValue();
    }

    int smallNumber(String field) {
        return Math.toIntExact(number(field));
    }

    boolean truth(String field) {
        JsonNode node = required(field);
        if (!node.isBoolean()) {
            throw new IllegalArgumentException(field + " is not true or false");
        }
        return node.booleanValue();
    }

    Instant instant(String field) {
        return InstantText.parse(text(field));
    }

    Optional<Instant> instantIfAny(String field) {
        return has(field) ? Optional.of(instant(field)) : Optional.empty();
    }

    <T> List<T> texts(String field, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode node : array(field)) {
            values.add(reader.apply(textOf(field, node)));
        }
        return values;
    }

    <T> T object(String field, Shape<T> shape) {
        return whole(required(field), shape);
    }

    <T> List<T> objects(String field, Shape<T> shape) {
        List<T> values = new ArrayList<>();
        for (JsonNode node : array(field)) {
            values.add(whole(node, shape));
        }
        return values;
    }

    /** The names of all fields, in the order in which they are written. */
    List<String> fields() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The object as JSON, for whoever reads it otherwise. */
    String whole() {
        read.addAll(fields());
        return object.toString();
    }

    boolean has(String field) {
        return object.has(field);
    }

    /** What nobody reads was written by somebody who meant something by it. */
    private static <T> T whole(JsonNode node, Shape<T> shape) {
        JsonIn in = new JsonIn(node);
        T value = shape.reader().read(in);
        if (in.read.size() != node.size()) {
            throw new IllegalArgumentException("unknown fields beside " + in.read);
        }
        return value;
    }

    private JsonNode array(String field) {
        JsonNode node = required(field);
        if (!node.isArray()) {
            throw new IllegalArgumentException(field + " is no array");
        }
        return node;
    }

    private JsonNode required(String field) {
        JsonNode node = object.get(field);
        if (node == null) {
            throw new IllegalArgumentException("no " + field);
        }
        read.add(field);
        return node;
    }

    private static String textOf(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return node.textValue();
    }
}
