package dev.ticketing.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All routes, and what is said of methods and paths that there are not. */
final class RoutingTable {

    private RoutingTable() {}

    /**
     * Routes are tried one after another: first the given ones, in their order, then for each path
     * the methods that it does not have, then all the rest.
     */
    static HttpRouting.Builder of(List<Route> routes, Pipeline pipeline) {
        HttpRouting.Builder routing = HttpRouting.builder();
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (Route route : routes) {
            List<String> allowed = methods.computeIfAbsent(route.path(), p -> new ArrayList<>());
            Handler handler = pipeline.handler(route);
            routing.route(route.method(), route.path(), handler);
            allowed.add(route.method().text());
            if (route.reads()) {
                routing.head(route.path(), handler);
                allowed.add(Method.HEAD.text());
            }
        }
        methods.forEach((path, allowed) -> addRest(path, allowed, pipeline, routing));
        routing.any(
                (request, response) ->
                        pipeline.answer(
                                request,
                                response,
                                exchange -> {
                                    throw new Stop(Problem.notFound());
                                }));
        return routing;
    }

    private static void addRest(
            String path, List<String> methods, Pipeline pipeline, HttpRouting.Builder routing) {
        String allow = String.join(", ", methods) + ", OPTIONS";
        routing.options(
                path,
                (request, response) ->
                        pipeline.answer(request, response, exchange -> options(allow)));
        routing.any(
                path,
                (request, response) ->
                        pipeline.answer(
                                request,
                                response,
                                exchange -> {
                                    throw new Stop(notAllowed(allow));
                                }));
    }

    /** Also the answer to a preflight, to which CORS adds what it allows. */
    private static Answer options(String allow) {
        return Answer.empty(Status.NO_CONTENT_204, HeaderValues.create(HeaderNames.ALLOW, allow));
    }

    private static Problem notAllowed(String allow) {
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Allowed here: " + allow + ".")
                .with(HeaderValues.create(HeaderNames.ALLOW, allow));
    }
}
