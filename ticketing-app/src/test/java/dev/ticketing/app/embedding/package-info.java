/** The program of a small theatre, which embeds the system: an example, tested with the kit. */
@NullMarked
package dev.ticketing.app.embedding;

import org.jspecify.annotations.NullMarked;
