package dev.ticketing.postgres;

import java.io.IOException;

/**
 * How a value is written as the fields of a JSON object, and read back. What is written here is
 * stored for ever: a change of names or meaning is a new schema version, never an edit.
 */
record Shape<T>(Writer<T> writer, Reader<T> reader) {

    /** Writes the fields, the braces aside. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, JsonOut out) throws IOException;
    }

    /** Reads every field; one that is left over is an error. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonIn in);
    }
}
