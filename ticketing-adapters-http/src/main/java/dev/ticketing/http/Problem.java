package dev.ticketing.http;

import io.helidon.http.Header;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A no, in the words of HTTP.
 *
 * @param facts further members of the body: numbers, texts and lists of them
 * @param headers further headers of the answer
 */
record Problem(
        ProblemCode code,
        String detail,
        List<FieldError> errors,
        Map<String, Object> facts,
        List<Header> headers) {

    Problem {
        errors = List.copyOf(errors);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        headers = List.copyOf(headers);
    }

    static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), List.of());
    }

    static Problem invalid(List<FieldError> errors) {
        return of(ProblemCode.VALIDATION_FAILED, "Some fields are not as they should be.")
                .with(errors);
    }

    static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** It is not there, or this caller may not know that it is: the same words for both. */
    static Problem notFound() {
        return of(ProblemCode.NOT_FOUND, "There is nothing here.");
    }

    static Problem unavailable(Duration retryAfter) {
        return of(ProblemCode.UNAVAILABLE, "Try again in a moment.")
                .with(StandardHeaders.retryAfter(retryAfter));
    }

    Problem with(List<FieldError> fields) {
        return new Problem(code, detail, fields, facts, headers);
    }

    Problem with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Problem(code, detail, errors, facts, more);
    }

    Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Problem(code, detail, errors, more, headers);
    }
}
