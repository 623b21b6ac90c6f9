package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.StoredEvent;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Recorded events, on the wire as they are stored. */
final class FeedJson {

    private FeedJson() {}

    static byte[] write(List<StoredEvent> events) {
        return Json.write(
                (JsonGenerator out) -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (StoredEvent event : events) {
                        write(event, out);
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static void write(StoredEvent event, JsonGenerator out) throws IOException {
        EventMetadata metadata = event.metadata();
        out.writeStartObject();
        out.writeStringField("position", Long.toString(event.position().value()));
        out.writeStringField("streamId", event.stream().toString());
        out.writeNumberField("version", event.version().value());
        out.writeStringField("type", event.type());
        out.writeNumberField("schemaVersion", event.schemaVersion());
        out.writeStringField("recordedAt", event.recordedAt().toString());
        out.writeStringField("correlationId", metadata.correlationId().toString());
        out.writeStringField("causationId", metadata.causationId().toString());
        writeText("requestId", metadata.requestIdOrNull(), out);
        writeText("traceId", metadata.traceIdOrNull(), out);
        out.writeStringField("actor", metadata.actor());
        out.writeFieldName("data");
        out.writeRawValue(event.payload());
        out.writeEndObject();
    }

    private static void writeText(String name, @Nullable String text, JsonGenerator out)
            throws IOException {
        if (text == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, text);
        }
    }
}
