package dev.ticketing.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A buyer who takes one place after the other in general admission. */
public final class HoldScript implements Script {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final Requests requests;
    private final byte[] body;
    private boolean soldOut;

    public HoldScript(String token, String eventId, String sectionId) {
        requests = new Requests("/api/reservations", token);
        String json =
                "{\"eventId\":\"%s\",\"sectionId\":\"%s\",\"quantity\":1}"
                        .formatted(eventId, sectionId);
        body = json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean next(ByteBuffer request) {
        if (soldOut) {
            return false;
        }
        requests.put(body, request);
        return true;
    }

    @Override
    public Verdict answered(int status, ByteBuffer answer) {
        if (status == CREATED) {
            return Verdict.ACCEPTED;
        }
        soldOut = status == CONFLICT;
        return soldOut ? Verdict.REFUSED : Verdict.ERROR;
    }
}
