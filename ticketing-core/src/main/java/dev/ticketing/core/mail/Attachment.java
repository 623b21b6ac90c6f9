package dev.ticketing.core.mail;

/** A file that comes with a mail. Immutable. */
public final class Attachment {

    private final String name;
    private final String mediaType;
    private final byte[] bytes;

    /**
     * @param name of the file, in letters, digits, dots and hyphens
     * @param mediaType with its parameters, if it has any
     */
    public Attachment(String name, String mediaType, byte[] bytes) {
        if (!name.matches("[A-Za-z0-9.-]{1,100}")) {
            throw new IllegalArgumentException("name: " + name);
        }
        this.name = name;
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return name + " (" + mediaType + ", " + bytes.length + " bytes)";
    }
}
