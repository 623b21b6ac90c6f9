/**
 * What every adapter of a port has to do: abstract JUnit suites, to be extended by whoever brings
 * an adapter. They leave room for a store that is shared by the tests of a class and is not empty.
 */
@NullMarked
package dev.ticketing.testkit.conformance;

import org.jspecify.annotations.NullMarked;
