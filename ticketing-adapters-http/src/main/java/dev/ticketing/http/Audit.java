package dev.ticketing.http;

import dev.ticketing.core.identity.UserId;

import java.util.regex.Pattern;

/**
 * Lines about who did what, and why. What somebody writes may name somebody: it is told here, and
 * not recorded in the log of events.
 */
final class Audit {

    private static final System.Logger LOG = System.getLogger("dev.ticketing.audit");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private Audit() {}

    /**
     * Something that was allowed, and done.
     *
     * @param reason in the words of the caller; empty if they gave none
     */
    static void allowed(
            Exchange exchange,
            String action,
            String resourceType,
            String resourceId,
            String reason) {
        UserId user = exchange.signedIn().user();
        LOG.log(
                System.Logger.Level.INFO,
                () ->
                        "action="
                                + action
                                + " actorId="
                                + user
                                + " resourceType="
                                + resourceType
                                + " resourceId="
                                + resourceId
                                + " outcome=ALLOWED requestId="
                                + exchange.requestId()
                                + " reason="
                                + LINE_BREAK.matcher(reason).replaceAll(" "));
    }
}
