package dev.ticketing.testkit.assertions;

import dev.ticketing.core.verification.Report;

import org.assertj.core.api.AbstractAssert;

import java.util.stream.Collectors;

/** What a verification has found. */
public final class ReportAssert extends AbstractAssert<ReportAssert, Report> {

    ReportAssert(Report actual) {
        super(actual, ReportAssert.class);
    }

    /** Expects that everything that is stored is what the log says. */
    public ReportAssert isClean() {
        isNotNull();
        if (!actual.isClean()) {
            String told =
                    actual.violations().stream()
                            .map(one -> one.kind() + " " + one.where() + ": " + one.text())
                            .collect(Collectors.joining("\n  "));
            failWithMessage("Expected a clean report, but found%n  %s", told);
        }
        return this;
    }
}
