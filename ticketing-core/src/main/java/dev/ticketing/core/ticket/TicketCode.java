package dev.ticketing.core.ticket;

import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a genuine code says. Whether its ticket still admits, and whether this is the newest of its
 * codes, is for the log to say.
 *
 * <p>The text is {@code <format>.<key id>.<content>.<signature>}, content and signature in Base64
 * for URLs without padding. {@code T1} holds the ids of the show and the ticket, 16 bytes each, and
 * is the first of a ticket's codes; {@code T2} holds behind them the number of a later one, in four
 * bytes. The signature is Ed25519 (RFC 8032) over everything before its dot.
 */
public record TicketCode(ShowId show, TicketId ticket, Edition edition) {

    private static final String FIRST = "T1";
    private static final String LATER = "T2";
    private static final int IDS_BYTES = 32;
    private static final int EDITION_BYTES = 4;

    /** Of 32 or 36 bytes of content, and 64 of a signature; key ids are short. */
    private static final Pattern FORM =
            Pattern.compile(
                    "((?:T1\\.([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{43}))"
                            + "|(?:T2\\.([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{48})))"
                            + "\\.([A-Za-z0-9_-]{86})");

    /**
     * A text in the form of a code, be it genuine or not.
     *
     * @param signed the part that the signature is of
     */
    record Parts(String keyId, TicketCode says, String signed, String signature) {}

    /** Takes a text apart; empty if it has not the form of a code. */
    static Optional<Parts> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean first = text.startsWith(FIRST);
        return content(form.group(first ? 3 : 5), first)
                .map(
                        says ->
                                new Parts(
                                        form.group(first ? 2 : 4),
                                        says,
                                        form.group(1),
                                        form.group(6)));
    }

    /** The first edition is never written as a later one. */
    private static Optional<TicketCode> content(String encoded, boolean first) {
        ByteBuffer content = ByteBuffer.wrap(decoded(encoded));
        ShowId show = new ShowId(get(content));
        TicketId ticket = new TicketId(get(content));
        int edition = first ? 1 : content.getInt();
        return first || edition > 1
                ? Optional.of(new TicketCode(show, ticket, new Edition(edition)))
                : Optional.empty();
    }

    /** Everything before the signature and its dot. */
    String signedBy(String keyId) {
        boolean first = edition.isFirst();
        ByteBuffer content = ByteBuffer.allocate(IDS_BYTES + (first ? 0 : EDITION_BYTES));
        put(content, show.value());
        put(content, ticket.value());
        if (!first) {
            content.putInt(edition.number());
        }
        return (first ? FIRST : LATER) + "." + keyId + "." + encode(content.array());
    }

    private static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID get(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
