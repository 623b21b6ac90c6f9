package dev.ticketing.postgres;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

import java.io.IOException;
import java.time.Instant;

/**
 * Records of embedding programs as JSON; strict, and with instants as they are stored elsewhere.
 */
final class RecordJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(new InstantOut())
                                    .addDeserializer(Instant.class, new InstantIn()))
                    .build();

    private RecordJson() {}

    static <T> TextForm<T> form(Class<T> type) {
        return new TextForm<>(RecordJson::write, json -> read(json, type));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + value.getClass(), e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be read as " + type, e);
        }
    }

    private static final class InstantOut extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1;

        InstantOut() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(InstantText.of(instant));
        }
    }

    private static final class InstantIn extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1;

        InstantIn() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return InstantText.parse(in.getText());
        }
    }
}
