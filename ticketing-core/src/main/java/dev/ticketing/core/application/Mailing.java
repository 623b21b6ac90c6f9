package dev.ticketing.core.application;

import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.mail.TicketPapers;

import java.util.function.Supplier;

/**
 * How buyers are told by mail what becomes of what they bought.
 *
 * @param people who knows their addresses
 * @param publicUrl where people reach the system, without a slash at its end
 */
public record Mailing(
        Mailer mailer, IdentityStore people, TicketPapers papers, Supplier<String> publicUrl) {}
