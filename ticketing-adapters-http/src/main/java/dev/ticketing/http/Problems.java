package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonGenerator;

import io.helidon.http.Header;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Problems as {@code application/problem+json} (RFC 9457). */
final class Problems {

    private Problems() {}

    static Answer answer(Problem problem, String path, String requestId) {
        Answer answer =
                Answer.of(
                        problem.code().status(),
                        write(problem, path, requestId),
                        StandardHeaders.PROBLEM_JSON);
        for (Header header : problem.headers()) {
            answer = answer.with(header);
        }
        return answer;
    }

    /**
     * @param path empty if it is not known
     */
    static byte[] write(Problem problem, String path, String requestId) {
        return Json.write((JsonGenerator out) -> write(problem, path, requestId, out));
    }

    private static void write(Problem problem, String path, String requestId, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("type", problem.code().type());
        out.writeStringField("title", problem.code().title());
        out.writeNumberField("status", problem.code().status().code());
        out.writeStringField("detail", problem.detail());
        if (!path.isEmpty()) {
            out.writeStringField("instance", path);
        }
        out.writeStringField("code", problem.code().name());
        out.writeStringField("requestId", requestId);
        if (!problem.errors().isEmpty()) {
            write(problem.errors(), out);
        }
        for (Map.Entry<String, Object> fact : problem.facts().entrySet()) {
            out.writePOJOField(fact.getKey(), fact.getValue());
        }
        out.writeEndObject();
    }

    private static void write(List<FieldError> errors, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            out.writeStartObject();
            out.writeStringField("field", error.field());
            out.writeStringField("message", error.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
