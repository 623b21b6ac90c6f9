package dev.ticketing.http;

import dev.ticketing.core.application.Analytics;
import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Reading;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.customers.CustomersProjection;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.sales.SalesProjection;

import io.helidon.http.Status;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Figures, for those who may know them. */
final class AnalyticsCalls {

    private static final String ALL = "/api/analytics";
    private static final String EVENT = ALL + "/events/{id}";
    private static final String CUSTOMERS = ALL + "/customers";

    private static final System.Logger AUDIT = System.getLogger("dev.ticketing.audit");

    private final Analytics analytics;
    private final SignIn users;
    private final MinPosition minPosition;

    AnalyticsCalls(Analytics analytics, SignIn users, MinPosition minPosition) {
        this.analytics = analytics;
        this.users = users;
        this.minPosition = minPosition;
    }

    List<Route> routes() {
        return List.of(
                Route.get(EVENT + "/sales", Route.Access.SIGNED_IN, this::sales),
                Route.get(EVENT + "/sections/popular", Route.Access.SIGNED_IN, this::popular),
                Route.get(ALL + "/revenue", Route.Access.SIGNED_IN, this::revenue),
                Route.get(CUSTOMERS + "/top-spenders", Route.Access.SIGNED_IN, this::topSpenders),
                Route.get(CUSTOMERS + "/{id}/profile", Route.Access.SIGNED_IN, this::profile));
    }

    private Answer sales(Exchange exchange) {
        minPosition.await(exchange, SalesProjection.NAME);
        return answer(
                SalesJson.of(told(analytics.sales(exchange.caller(), EventCalls.id(exchange)))));
    }

    private Answer popular(Exchange exchange) {
        minPosition.await(exchange, SalesProjection.NAME);
        return answer(
                new Items<>(
                        told(analytics.popularSections(exchange.caller(), EventCalls.id(exchange)))
                                .stream()
                                .map(SalesJson.PopularJson::of)
                                .toList()));
    }

    private Answer revenue(Exchange exchange) {
        Query query = new Query(exchange);
        Optional<LocalDate> from = query.firstDay("from");
        Optional<LocalDate> to = query.dayAfter("to");
        query.stopIfWrong();
        minPosition.await(exchange, SalesProjection.NAME);
        return answer(
                new Items<>(
                        told(analytics.revenue(exchange.caller(), from, to)).stream()
                                .map(SalesJson.TurnoverJson::of)
                                .toList()));
    }

    private Answer topSpenders(Exchange exchange) {
        int limit = Paging.limit(exchange);
        Query query = new Query(exchange);
        Optional<Currency> currency = query.currency("currency");
        query.stopIfWrong();
        minPosition.await(exchange, CustomersProjection.NAME);
        return answer(
                new Items<>(
                        told(analytics.topSpenders(exchange.caller(), currency, limit)).stream()
                                .map(CustomerJson.SpenderJson::of)
                                .toList()));
    }

    private Answer profile(Exchange exchange) {
        UserId customer = new UserId(exchange.pathId("id"));
        minPosition.await(exchange, CustomersProjection.NAME);
        Caller caller = exchange.caller();
        CustomerJson profile = CustomerJson.of(customer, told(analytics.profile(caller, customer)));
        if (!caller.user().equals(customer)) {
            if (users.find(customer).isEmpty()) {
                throw new Stop(Problem.notFound());
            }
            audit(exchange, caller, customer);
        }
        return answer(profile);
    }

    /** Looking into somebody else's affairs leaves a trace. */
    private static void audit(Exchange exchange, Caller caller, UserId customer) {
        AUDIT.log(
                System.Logger.Level.INFO,
                () ->
                        "action=customer.profile.override actorId="
                                + caller.user()
                                + " resourceType=customer resourceId="
                                + customer
                                + " outcome=ALLOWED requestId="
                                + exchange.requestId());
    }

    private static <T> T told(Reading<T> reading) {
        return switch (reading) {
            case Reading.Told<T>(T value) -> value;
            case Reading.Refused<T>(Refusal why) -> throw new Stop(ProblemOf.refusal(why));
        };
    }

    private static Answer answer(Object body) {
        return Answer.json(Status.OK_200, body, StandardHeaders.NO_STORE);
    }
}
