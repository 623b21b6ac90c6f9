package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;

import java.util.Optional;

/**
 * Which mail server takes mails, and how it is spoken to.
 *
 * @param login empty for a server that wants none
 * @param from who sends
 */
public record SmtpSettings(
        String host, int port, Tls tls, Optional<Login> login, EmailAddress from) {

    /** How what is sent is kept secret on the way to the server. */
    public enum Tls {
        /** Plain at first, then TLS (RFC 3207); without it, nothing is sent. */
        STARTTLS,
        /** TLS from the start (RFC 8314). */
        IMPLICIT,
        /** Not at all: for a server on the same machine. */
        NONE
    }

    /** Who sends, to the server. Does not show its password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    public SmtpSettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("server: " + host + ":" + port);
        }
    }
}
