package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code ticketing verify} says of a database. */
final class Verified {

    private Verified() {}

    /** Fails, with what was printed, unless every row is as the log says. */
    static void allIsAsTheLogSays(Configuration configuration) {
        Printed out = new Printed();
        int exit =
                new VerifyCommand(configuration, out.stream())
                        .run(new VerifyCommand.Options(false));
        assertThat(exit).as(out::text).isZero();
    }
}
