package dev.ticketing.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** Writes the fields of one JSON object. For one thread. */
final class JsonOut {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 256;

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    static <T> String write(T value, Shape<T> shape) {
        StringWriter written = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(written)) {
            new JsonOut(json).braced(value, shape);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written", e);
        }
        return written.toString();
    }

    JsonOut id(String field, UUID value) throws IOException {
        json.writeStringField(field, value.toString());
        return this;
    }

    JsonOut text(String field, String value) throws IOException {
        json.writeStringField(field, StorableText.of(value));
        return this;
    }

    JsonOut textIfAny(String field, @Nullable String value) throws IOException {
        return value == null ? this : text(field, value);
    }

    /** The field is there in any case: that there is no value is said. */
    JsonOut textOrNull(String field, @Nullable String value) throws IOException {
        if (value != null) {
            return text(field, value);
        }
        json.writeNullField(field);
        return this;
    }

    JsonOut number(String field, long value) throws IOException {
        json.writeNumberField(field, value);
        return this;
    }

    JsonOut truth(String field, boolean value) throws IOException {
        json.writeBooleanField(field, value);
        return this;
    }

    /** In the form of RFC 3339, in UTC, to the nanosecond. */
    JsonOut instant(String field, Instant value) throws IOException {
        json.writeStringField(field, InstantText.of(value));
        return this;
    }

    JsonOut instantIfAny(String field, @Nullable Instant value) throws IOException {
        return value == null ? this : instant(field, value);
    }

    <T> JsonOut texts(String field, Iterable<T> values, Function<T, String> written)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            json.writeString(StorableText.of(written.apply(value)));
        }
        json.writeEndArray();
        return this;
    }

    <T> JsonOut object(String field, T value, Shape<T> shape) throws IOException {
        json.writeFieldName(field);
        braced(value, shape);
        return this;
    }

    <T> JsonOut objects(String field, Iterable<T> values, Shape<T> shape) throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            braced(value, shape);
        }
        json.writeEndArray();
        return this;
    }

    /** All fields of an object that is written as JSON already. */
    JsonOut fieldsOf(String object) throws IOException {
        try (JsonParser fields = JSON.createParser(object)) {
            if (fields.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object of JSON");
            }
            fields.nextToken();
            while (!fields.getParsingContext().inRoot()) {
                copy(fields);
                fields.nextToken();
            }
            if (fields.nextToken() != null) {
                throw new IllegalArgumentException("more than an object of JSON");
            }
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("no object of JSON", e);
        }
        return this;
    }

    private void copy(JsonParser fields) throws IOException {
        if (fields.currentToken() == JsonToken.VALUE_STRING) {
            json.writeString(StorableText.of(fields.getText()));
        } else {
            json.copyCurrentEventExact(fields);
        }
    }

    private <T> void braced(T value, Shape<T> shape) throws IOException {
        json.writeStartObject();
        shape.writer().write(value, this);
        json.writeEndObject();
    }
}
