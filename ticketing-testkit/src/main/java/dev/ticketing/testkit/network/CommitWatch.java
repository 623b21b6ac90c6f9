package dev.ticketing.testkit.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Understands so much of PostgreSQL's protocol, version 3, as it takes to see commits: a statement
 * that writes or says COMMIT was executed, and the answer ends without an error and with the server
 * out of a transaction. Functions that write, COPY and DDL by themselves pass unseen, as do other
 * protocols. Requests come from one thread, answers from another.
 */
final class CommitWatch {

    /** To lock rows (FOR UPDATE) is not to write. */
    private static final Pattern WRITING =
            Pattern.compile(
                    "\\b(INSERT|(?<!\\bFOR )(?<!\\bKEY )UPDATE|DELETE|MERGE|COMMIT)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final int HEADER = 5;

    /** What is looked at of a message; statements are shorter. */
    private static final int LOOKED_AT = 65_536;

    private static final int STARTUP_LENGTH_MAX = 10_000;
    private static final int MAX_ANSWER = 8 << 20;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final Map<String, Boolean> statements = new HashMap<>();
    private final Map<String, Boolean> portals = new HashMap<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private long missing;
    private boolean started;
    private boolean foreign;

    private volatile boolean awaited;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean committed;

    /** Looks at a piece of what the client sends, before the server sees it. */
    void asked(byte[] piece) {
        int at = 0;
        while (at < piece.length && !foreign) {
            int size = missing > 0 ? (int) Math.min(missing, piece.length - at) : 1;
            int room = LOOKED_AT - message.size();
            message.write(piece, at, Math.min(size, room));
            at += size;
            if (missing > 0) {
                missing -= size;
            } else {
                missing = missingAfterHeader();
            }
            if (missing == 0 && isWhole()) {
                look(ByteBuffer.wrap(message.toByteArray()));
                message.reset();
            }
        }
    }

    private boolean isWhole() {
        return message.size() >= (started ? HEADER : HEADER - 1);
    }

    /** How many bytes of the message are still to come, once its length is known. */
    private long missingAfterHeader() {
        int header = started ? HEADER : HEADER - 1;
        if (message.size() < header) {
            return 0;
        }
        int length = ByteBuffer.wrap(message.toByteArray()).getInt(header - 4);
        foreign = length < 4 || (!started && length > STARTUP_LENGTH_MAX);
        return foreign ? 0 : length - 4L;
    }

    private void look(ByteBuffer whole) {
        if (!started) {
            int code = whole.limit() < 8 ? 0 : whole.getInt(4);
            started = code != SSL_REQUEST && code != GSS_REQUEST;
            return;
        }
        byte type = whole.get();
        whole.getInt();
        switch (type) {
            case 'P' -> statements.put(text(whole), isWriting(text(whole)));
            case 'B' -> portals.put(text(whole), statements.getOrDefault(text(whole), false));
            case 'E' -> executes(portals.getOrDefault(text(whole), false));
            case 'Q' -> executes(isWriting(text(whole)));
            default -> {
                // It executes nothing.
            }
        }
    }

    private void executes(boolean writing) {
        if (writing) {
            awaited = true;
        }
    }

    private static boolean isWriting(String statement) {
        return WRITING.matcher(statement).find();
    }

    /** Up to the next zero. */
    private static String text(ByteBuffer bytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == 0) {
                break;
            }
            text.write(next);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Whether the next answer may be that of a commit. */
    boolean isAwaited() {
        return awaited;
    }

    /** Holds pieces of an answer back until it is there as a whole; what may be passed on. */
    byte[] answered(byte[] piece) {
        held.writeBytes(piece);
        byte[] all = held.toByteArray();
        End end = end(ByteBuffer.wrap(all));
        if (end == End.NOT_YET && all.length < MAX_ANSWER) {
            committed = false;
            return new byte[0];
        }
        held.reset();
        awaited = false;
        committed = end == End.COMMITTED;
        return all;
    }

    /** Whether the last answer says that something was committed. */
    boolean hasCommitted() {
        return committed;
    }

    /** How an answer ends. */
    private enum End {
        NOT_YET,
        COMMITTED,
        /** In a transaction, or in one that failed, or having failed, or undone. */
        OTHERWISE
    }

    /**
     * What was answered up to {@code ReadyForQuery}, which says whether the server is idle. It is
     * after an error, too, and after a COMMIT of what had failed, which is answered with ROLLBACK.
     */
    private static End end(ByteBuffer answer) {
        boolean undone = false;
        while (answer.remaining() > HEADER) {
            byte type = answer.get();
            int length = answer.getInt() - 4;
            if (type == 'Z') {
                return answer.get() == 'I' && !undone ? End.COMMITTED : End.OTHERWISE;
            }
            if (length < 0 || length > answer.remaining()) {
                return End.NOT_YET;
            }
            ByteBuffer body = answer.slice(answer.position(), length);
            undone |= type == 'E' || (type == 'C' && text(body).equals("ROLLBACK"));
            answer.position(answer.position() + length);
        }
        return End.NOT_YET;
    }
}
