package dev.ticketing.http;

/** Bodies that are as they should be, and things made of them. */
final class Samples {

    /** A hall with numbered stalls and a standing area. */
    static final String EVENT =
            """
            {
              "title": "Night of the Proms",
              "description": "An evening.",
              "startsAt": "2027-06-01T18:00:00Z",
              "endsAt": "2027-06-01T22:00:00Z",
              "timezone": "Europe/Berlin",
              "venue": {"name": "Arena", "address": "1 Main Street"},
              "currency": "EUR",
              "sections": [
                {"id": "ga", "name": "Standing", "capacity": 10, "seating": "GENERAL"},
                {"id": "stalls", "name": "Stalls", "seating": "NUMBERED",
                 "seats": ["A-1", "A-2", "A-3"]}
              ],
              "tiers": [
                {"id": "ga", "name": "Standing", "sectionId": "ga",
                 "price": {"amount": 2500, "currency": "EUR"}},
                {"id": "stalls", "name": "Stalls", "sectionId": "stalls",
                 "price": {"amount": 5000, "currency": "EUR"}}
              ]
            }
            """;

    private Samples() {}

    /** The path of a new draft. */
    static String draft(Client organizer) {
        return organizer.post("/api/events", EVENT).has(201).header("Location");
    }

    /** The path of a new event on sale. */
    static String onSale(Client organizer) {
        String path = draft(organizer);
        organizer.post(path + "/publish").has(200);
        organizer.post(path + "/open-sales").has(200);
        return path;
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String standing(String eventPath, int quantity) {
        return """
        {"eventId": "%s", "sectionId": "ga", "quantity": %d}
        """
                .formatted(id(eventPath), quantity);
    }

    static String seats(String eventPath, String... labels) {
        return """
        {"eventId": "%s", "sectionId": "stalls", "seats": ["%s"]}
        """
                .formatted(id(eventPath), String.join("\", \"", labels));
    }

    static String payment(String reservationPath, String token) {
        return """
        {"reservationId": "%s", "method": {"type": "CARD", "token": "%s"}}
        """
                .formatted(id(reservationPath), token);
    }
}
