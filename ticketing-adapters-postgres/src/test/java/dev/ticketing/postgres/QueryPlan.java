package dev.ticketing.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/** What a query did, as the server tells. */
final class QueryPlan {

    /** A page and what lies about it: all tables of the tests have many times as many rows. */
    private static final double FEW_ROWS = 700;

    /** There is nothing to find in it. */
    private static final String ONE_ROW = "log_partition";

    private QueryPlan() {}

    /** What is wrong with a plan; nothing if it reads little more than it gives. */
    static List<String> faults(String explained) {
        List<String> faults = new ArrayList<>();
        try {
            JsonNode plan = JsonMapper.builder().build().readTree(explained).get(0).get("Plan");
            look(plan, faults);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(explained, e);
        }
        return faults;
    }

    private static void look(JsonNode node, List<String> faults) {
        String type = node.path("Node Type").asText();
        double loops = node.path("Actual Loops").asDouble();
        double rows = node.path("Actual Rows").asDouble() * loops;
        double passedOver =
                (node.path("Rows Removed by Filter").asDouble()
                                + node.path("Rows Removed by Index Recheck").asDouble())
                        * loops;
        String what = type + " " + node.path("Relation Name").asText("");
        if (type.equals("Seq Scan") && !node.path("Relation Name").asText().equals(ONE_ROW)) {
            faults.add(what);
        }
        if (passedOver > FEW_ROWS) {
            faults.add(what + " passes over " + passedOver);
        }
        if (type.equals("Sort") && rowsIn(node) > FEW_ROWS) {
            faults.add(what + " of " + rowsIn(node));
        }
        if (rows > FEW_ROWS) {
            faults.add(what + " reads " + rows);
        }
        node.path("Plans").forEach(child -> look(child, faults));
    }

    private static double rowsIn(JsonNode node) {
        JsonNode child = node.path("Plans").path(0);
        return child.path("Actual Rows").asDouble() * child.path("Actual Loops").asDouble();
    }
}
