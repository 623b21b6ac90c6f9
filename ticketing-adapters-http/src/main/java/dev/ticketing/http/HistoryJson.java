package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.ticketing.core.application.HistoryEntry;

import java.io.IOException;
import java.util.List;

/** Stories on the wire. */
final class HistoryJson {

    private HistoryJson() {}

    static byte[] write(List<HistoryEntry> entries) {
        return Json.write(
                (JsonGenerator out) -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (HistoryEntry entry : entries) {
                        write(entry, out);
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static void write(HistoryEntry entry, JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (entry.position().isPresent()) {
            out.writeStringField("position", Long.toString(entry.position().get().value()));
        } else {
            out.writeNullField("position");
        }
        out.writeStringField("at", entry.at().toString());
        out.writeStringField("type", entry.type());
        out.writeStringField("summary", entry.summary());
        out.writeStringField("actor", entry.actor());
        out.writeStringField("correlationId", entry.correlationId().toString());
        out.writeFieldName("data");
        out.writeRawValue(entry.data());
        out.writeEndObject();
    }
}
