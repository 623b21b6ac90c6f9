package dev.ticketing.http;

import io.helidon.http.Status;

/** The stable names of everything that can go wrong, with status and title. */
enum ProblemCode {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    VALIDATION_FAILED(400, "The request is not valid"),
    IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is required"),
    UNAUTHENTICATED(401, "Sign in first"),
    INVALID_TOKEN(401, "The token is not valid"),
    INVALID_SIGNATURE(401, "The signature is not valid"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "The request took too long"),
    CONFLICT(409, "Too many changes at once"),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request is still running"),
    INSUFFICIENT_INVENTORY(409, "Not enough seats"),
    SEAT_TAKEN(409, "Seats are taken"),
    SALES_NOT_OPEN(409, "Sales are not open"),
    NO_PRICE_NOW(409, "No price is open now"),
    EVENT_NOT_EDITABLE(409, "This cannot be changed any more"),
    INVALID_TRANSITION(409, "Not possible in this state"),
    RESERVATION_EXPIRED(409, "The reservation has expired"),
    ALREADY_PAID(409, "Already paid"),
    PAYMENT_IN_PROGRESS(409, "A payment is in progress"),
    REFUND_EXCEEDS_CAPTURE(409, "More than can go back"),
    REFUND_NOT_ALLOWED(409, "The refund policy does not allow it"),
    ALREADY_CHECKED_IN(409, "Already checked in"),
    TICKET_NOT_VALID(409, "The ticket is not valid"),
    TRANSFER_CLOSED(409, "The ticket cannot be handed on any more"),
    VERSION_MISMATCH(412, "It has been changed meanwhile"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The request line is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has to be application/json"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    UPGRADE_REQUIRED(426, "Only as a WebSocket"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Something went wrong"),
    READ_MODEL_BEHIND(503, "Not yet up to date"),
    UNAVAILABLE(503, "Not available at the moment");

    @SuppressWarnings("Immutable") // It is; it only does not say so.
    private final Status status;

    private final String title;
    private final String type;

    ProblemCode(int status, String title) {
        this.status =
                status == 431
                        ? Status.create(status, "Request Header Fields Too Large")
                        : Status.create(status);
        this.title = title;
        this.type = "urn:ticketing:problem:" + kebab(name());
    }

    private static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            kebab.append(c == '_' ? '-' : Character.toLowerCase(c));
        }
        return kebab.toString();
    }

    Status status() {
        return status;
    }

    String title() {
        return title;
    }

    /** A name, not an address: nothing is to be fetched there. */
    String type() {
        return type;
    }
}
