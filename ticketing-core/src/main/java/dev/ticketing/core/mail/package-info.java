/** Mail: what buyers are told without asking, and the port that sends it. */
@NullMarked
package dev.ticketing.core.mail;

import org.jspecify.annotations.NullMarked;
