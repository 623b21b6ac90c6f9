package dev.ticketing.app;

import dev.ticketing.core.verification.Report.Kind;

import java.util.List;

/** What is done by hand, and how it is told. */
record Corruption(String name, Kind kind, String told, List<String> statements) {

    static Corruption of(String name, Kind kind, String told, String... statements) {
        return new Corruption(name, kind, told, List.of(statements));
    }

    boolean isTold(String violation) {
        return violation.matches("(?s)" + kind + " " + told);
    }

    @Override
    public String toString() {
        return name;
    }
}
