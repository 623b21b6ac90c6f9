package dev.ticketing.app;

import org.jspecify.annotations.Nullable;

/** Which version this is. */
final class Version {

    private Version() {}

    static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    static String line() {
        return "ticketing " + number() + " on Java " + Runtime.version();
    }
}
