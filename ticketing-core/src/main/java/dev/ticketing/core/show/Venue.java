package dev.ticketing.core.show;

/** Where it takes place. The address may be empty. */
public record Venue(String name, String address) {

    public static final int MAX_NAME = 100;
    public static final int MAX_ADDRESS = 500;

    public Venue {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: " + name);
        }
        if (address.length() > MAX_ADDRESS) {
            throw new IllegalArgumentException("address of " + address.length() + " characters");
        }
    }
}
