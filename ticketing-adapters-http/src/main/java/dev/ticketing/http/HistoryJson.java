package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.ticketing.core.application.HistoryEntry;

import java.io.IOException;
import java.util.List;
import java.util.Map;

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
        write(entry.data(), out);
        out.writeEndObject();
    }

    private static void write(HistoryEntry.Data data, JsonGenerator out) throws IOException {
        switch (data) {
            case HistoryEntry.Data.Stored(String json) -> out.writeRawValue(json);
            case HistoryEntry.Data.Facts(Map<String, String> facts) -> {
                out.writeStartObject();
                for (Map.Entry<String, String> fact : facts.entrySet()) {
                    out.writeStringField(fact.getKey(), fact.getValue());
                }
                out.writeEndObject();
            }
        }
    }
}
