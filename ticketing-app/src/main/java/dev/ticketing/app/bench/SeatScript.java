package dev.ticketing.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** A buyer who picks a numbered seat at random, holds it and pays for it, again and again. */
public final class SeatScript implements Script {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int ID_LENGTH = 36;
    private static final String ID_FIELD = "\"id\":\"";

    /** So many seats in a row that were gone: the house is as good as full. */
    private static final int GIVE_UP_AFTER = 200;

    private final Requests holds;
    private final Requests payments;
    private final String eventId;
    private final String sectionId;
    private final List<String> seats;
    private final SplittableRandom random;
    private String held = "";
    private int gone;

    public SeatScript(
            String token, String eventId, String sectionId, List<String> seats, long seed) {
        this.holds = new Requests("/api/reservations", token);
        this.payments = new Requests("/api/payments", token);
        this.eventId = eventId;
        this.sectionId = sectionId;
        this.seats = seats;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean next(ByteBuffer request) {
        if (gone >= GIVE_UP_AFTER) {
            return false;
        }
        if (held.isEmpty()) {
            String seat = seats.get(random.nextInt(seats.size()));
            String body =
                    "{\"eventId\":\"%s\",\"sectionId\":\"%s\",\"seats\":[\"%s\"]}"
                            .formatted(eventId, sectionId, seat);
            holds.put(body.getBytes(StandardCharsets.UTF_8), request);
        } else {
            String body =
                    "{\"reservationId\":\"%s\",\"method\":{\"type\":\"CARD\",\"token\":\"tok_ok\"}}"
                            .formatted(held);
            payments.put(body.getBytes(StandardCharsets.UTF_8), request);
        }
        return true;
    }

    @Override
    public Verdict answered(int status, ByteBuffer answer) {
        boolean paying = !held.isEmpty();
        held = "";
        if (paying) {
            return status == CREATED ? Verdict.ACCEPTED : Verdict.ERROR;
        }
        if (status == CREATED) {
            gone = 0;
            held = id(StandardCharsets.UTF_8.decode(answer).toString());
            return Verdict.STEP;
        }
        gone++;
        return status == CONFLICT ? Verdict.REFUSED : Verdict.ERROR;
    }

    private static String id(String json) {
        int start = json.indexOf(ID_FIELD) + ID_FIELD.length();
        return json.substring(start, start + ID_LENGTH);
    }
}
