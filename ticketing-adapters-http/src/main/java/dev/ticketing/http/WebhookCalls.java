package dev.ticketing.http;

import dev.ticketing.core.application.Webhooks;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookReader;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What payment providers tell by themselves: stored before it is answered. */
final class WebhookCalls implements MetricSource {

    private final Webhooks webhooks;
    private final Map<String, WebhookReader> readers;
    private final LongAdder stored = new LongAdder();
    private final LongAdder again = new LongAdder();
    private final LongAdder refused = new LongAdder();

    WebhookCalls(Webhooks webhooks, List<WebhookReader> readers) {
        this.webhooks = webhooks;
        this.readers =
                readers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        WebhookReader::provider, Function.identity()));
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/webhooks/payments/{provider}", Route.Access.BY_SIGNATURE, this::receive));
    }

    private record Received() {}

    private Answer receive(Exchange exchange) {
        WebhookReader reader = readers.get(exchange.pathParameter("provider"));
        if (reader == null) {
            throw new Stop(Problem.notFound());
        }
        Webhook webhook =
                read(reader, exchange)
                        .orElseThrow(
                                () -> {
                                    refused.increment();
                                    return new Stop(notSigned());
                                });
        (webhooks.receive(webhook) == 1 ? stored : again).increment();
        return Answer.json(Status.OK_200, new Received());
    }

    private Optional<Webhook> read(WebhookReader reader, Exchange exchange) {
        byte[] body = exchange.body();
        try {
            return reader.read(name -> exchange.header(HeaderNames.create(name)), body);
        } catch (IllegalArgumentException e) {
            refused.increment();
            throw new Stop(
                    Problem.of(
                            ProblemCode.MALFORMED_REQUEST,
                            "It is signed, but not to be understood."));
        }
    }

    private static Problem notSigned() {
        return Problem.of(
                        ProblemCode.INVALID_SIGNATURE,
                        "There is no signature that is right, and of the last minutes.")
                .with(StandardHeaders.SIGNATURE);
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                received("stored", stored),
                received("again", again),
                received("refused", refused),
                Figure.gauge(
                        "ticketing_webhooks_waiting",
                        "Webhooks that are stored and not yet seen to.",
                        webhooks.waiting()));
    }

    private static Figure received(String outcome, LongAdder count) {
        return Figure.counter(
                        "ticketing_webhooks",
                        "Webhooks that were received: stored, delivered again, or refused.",
                        count.sum())
                .with("outcome", outcome);
    }
}
