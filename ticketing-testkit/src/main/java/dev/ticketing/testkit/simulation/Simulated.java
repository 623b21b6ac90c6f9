package dev.ticketing.testkit.simulation;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that is run once for each of many seeds, and gets it as a parameter of type {@link Seed}.
 * {@code -Dticketing.seed=…} runs a single one, within the bounds of {@code
 * -Dticketing.seed.operations=…}, {@code …servers=…} and {@code …faults=A,B}, if they are said: a
 * failure says them.
 */
@Documented
@TestTemplate
@ExtendWith(SimulatedExtension.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Simulated {

    /** How many. */
    int seeds() default 1_000;

    /** The first of them. */
    long from() default 1;

    /** What people do in each, at most. */
    int operations() default 120;
}
