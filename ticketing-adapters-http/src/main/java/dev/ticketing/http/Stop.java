package dev.ticketing.http;

/**
 * Ends the reading of a request with a problem for its sender. It is an answer on its way out, not
 * a failure: it has no stack trace and is never logged.
 */
final class Stop extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Stop(Problem problem) {
        super(problem.code().name(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
