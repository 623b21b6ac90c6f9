/** Who asks: users, sign-in by a link in a mail, and what an access token stands for. */
@NullMarked
package dev.ticketing.core.identity;

import org.jspecify.annotations.NullMarked;
