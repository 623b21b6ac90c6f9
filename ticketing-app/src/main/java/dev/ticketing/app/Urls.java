package dev.ticketing.app;

/** Where this machine is reached over HTTP. */
final class Urls {

    private Urls() {}

    /**
     * The address of a server.
     *
     * @param host a name, or an address of IPv4 or IPv6, this one with brackets or without
     */
    static String http(String host, int port) {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return "http://" + (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
