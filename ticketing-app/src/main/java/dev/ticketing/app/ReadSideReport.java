package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.app.BenchOptions.Following;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What it costs a sale that others follow the log: the same without them and with them. */
record ReadSideReport(List<BenchReport> without, List<BenchReport> with) {

    ReadSideReport {
        without = List.copyOf(without);
        with = List.copyOf(with);
    }

    static ReadSideReport of(List<BenchReport> rounds) {
        return new ReadSideReport(
                rounds.stream().filter(r -> r.options().following() == Following.OFF).toList(),
                rounds.stream().filter(r -> r.options().following() != Following.OFF).toList());
    }

    private static double mean(List<BenchReport> rounds) {
        return rounds.stream().mapToDouble(BenchReport::acceptedPerSecond).average().orElse(0);
    }

    /** With as a share of without. */
    double ratio() {
        double base = mean(without);
        return base == 0 ? 0 : mean(with) / base;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                in turn, %d times each
                  without consumers   %,10.0f /s
                  with consumers      %,10.0f /s
                  ratio               %10.2f
                """,
                with.size(),
                mean(without),
                mean(with),
                ratio());
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("withoutConsumersPerSecond", mean(without));
        json.put("withConsumersPerSecond", mean(with));
        json.put("ratio", ratio());
        ArrayNode rounds = json.putArray("rounds");
        without.forEach(report -> rounds.add(report.json()));
        with.forEach(report -> rounds.add(report.json()));
        return json;
    }
}
