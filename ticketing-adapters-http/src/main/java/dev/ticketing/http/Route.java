package dev.ticketing.http;

import io.helidon.http.Method;

/**
 * One method of one path.
 *
 * @param path a pattern: {@code /api/events/{id}}
 */
record Route(Method method, String path, Access access, Call call) {

    /** Whom it answers. */
    enum Access {
        ANYBODY,
        /** Whoever has signed the body, whatever other credentials they send. */
        BY_SIGNATURE,
        SIGNED_IN,
        ADMIN
    }

    static Route get(String path, Access access, Call call) {
        return new Route(Method.GET, path, access, call);
    }

    static Route post(String path, Access access, Call call) {
        return new Route(Method.POST, path, access, call);
    }

    static Route put(String path, Access access, Call call) {
        return new Route(Method.PUT, path, access, call);
    }

    static Route delete(String path, Access access, Call call) {
        return new Route(Method.DELETE, path, access, call);
    }

    boolean reads() {
        return method.equals(Method.GET);
    }
}
