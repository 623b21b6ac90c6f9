package dev.ticketing.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a wish for seats token by token: this is the call that a rush makes, all at once. */
final class HoldRequest {

    private final FieldErrors errors = new FieldErrors();
    private @Nullable String eventId;
    private @Nullable String sectionId;
    private @Nullable String tierId;
    private @Nullable Integer quantity;
    private @Nullable List<@Nullable String> seats;

    private HoldRequest() {}

    static Wish read(byte[] body) {
        HoldRequest request = new HoldRequest();
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            request.read(in);
        } catch (IOException e) {
            throw Json.malformed();
        }
        return request.wish();
    }

    private void read(JsonParser in) throws IOException {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw Json.malformed();
        }
        if (first == JsonToken.START_OBJECT) {
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                read(name, in);
            }
        } else {
            errors.add("", "has to be an object");
            in.skipChildren();
        }
        if (in.nextToken() != null) {
            throw Json.malformed();
        }
    }

    private void read(String name, JsonParser in) throws IOException {
        switch (name) {
            case "eventId" -> eventId = text(name, in);
            case "sectionId" -> sectionId = text(name, in);
            case "tierId" -> tierId = text(name, in);
            case "quantity" -> quantity = number(in);
            case "seats" -> seats = seats(in);
            default -> {
                errors.add(name, "there is no such field");
                in.skipChildren();
            }
        }
    }

    private @Nullable String text(String field, JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getText();
        }
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            errors.add(field, "has to be a text");
            in.skipChildren();
        }
        return null;
    }

    private @Nullable Integer number(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            if (in.getNumberType() == JsonParser.NumberType.INT) {
                return in.getIntValue();
            }
            return Integer.MAX_VALUE;
        }
        errors.add("quantity", "has to be a whole number");
        in.skipChildren();
        return null;
    }

    private @Nullable List<@Nullable String> seats(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        List<@Nullable String> labels = new ArrayList<>();
        if (in.currentToken() != JsonToken.START_ARRAY) {
            errors.add("seats", "has to be a list of labels");
            in.skipChildren();
            return labels;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            labels.add(text("seats[" + labels.size() + "]", in));
        }
        return labels;
    }

    private Wish wish() {
        if (eventId == null) {
            errors.add("eventId", "is required");
        }
        if (sectionId == null) {
            errors.add("sectionId", "is required");
        } else if (!SectionId.isValid(sectionId)) {
            errors.add("sectionId", "the event has no such section");
        }
        if (tierId != null && !TierId.isValid(tierId)) {
            errors.add("tierId", "the section has no such tier");
        }
        Optional<Places> places = places();
        errors.stopIfAny();
        return new Wish(
                new ShowId(
                        Optional.ofNullable(eventId)
                                .flatMap(RequestIds::uuid)
                                .orElseThrow(() -> new Stop(Problem.notFound()))),
                new SectionId(Optional.ofNullable(sectionId).orElseThrow()),
                places.orElseThrow(),
                Optional.ofNullable(tierId).map(TierId::new));
    }

    private Optional<Places> places() {
        int max = ShowDetails.MAX_TICKETS_PER_RESERVATION;
        return new PlacesForm(max, max, errors).read(seats, quantity);
    }
}
