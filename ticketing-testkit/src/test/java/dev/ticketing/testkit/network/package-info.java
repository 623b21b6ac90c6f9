@NullMarked
package dev.ticketing.testkit.network;

import org.jspecify.annotations.NullMarked;
