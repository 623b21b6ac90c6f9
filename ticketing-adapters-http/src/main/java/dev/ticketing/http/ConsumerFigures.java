package dev.ticketing.http;

import dev.ticketing.core.application.DeadLetters;
import dev.ticketing.core.application.Subscription;
import dev.ticketing.core.application.Subscriptions;
import dev.ticketing.core.consumer.DeadLetterCount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How far what follows the log has come, and what it could not handle. */
final class ConsumerFigures implements MetricSource {

    private static final String CONSUMER = "consumer";
    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private final Subscriptions subscriptions;
    private final DeadLetters deadLetters;

    ConsumerFigures(Subscriptions subscriptions, DeadLetters deadLetters) {
        this.subscriptions = subscriptions;
        this.deadLetters = deadLetters;
    }

    @Override
    public List<Figure> figures() {
        List<Subscription> all = subscriptions.all();
        List<Figure> figures = new ArrayList<>();
        all.forEach(one -> figures.addAll(figures(one)));
        figures.add(
                Figure.gauge(
                        "ticketing_consumers_stopped",
                        "Consumers that have stopped and wait for a person.",
                        all.stream()
                                .filter(one -> one.state() == Subscription.State.STOPPED)
                                .count()));
        deadLetters.count().forEach(count -> figures.addAll(figures(count)));
        return figures;
    }

    private List<Figure> figures(Subscription one) {
        boolean own = one.owner().filter(subscriptions.ownName()::equals).isPresent();
        Stream<Figure> numbers =
                Stream.of(
                        Figure.gauge(
                                "ticketing_consumer_position",
                                "Position up to which readers see what happened.",
                                one.position().value()),
                        Figure.gauge(
                                "ticketing_consumer_lag_positions",
                                "Events that readers do not see yet.",
                                one.lag()),
                        Figure.gauge(
                                "ticketing_consumer_lag_seconds",
                                "Age of the oldest event that readers do not see yet.",
                                one.age().toMillis() / MILLIS),
                        Figure.gauge(
                                "ticketing_consumer_owner",
                                "Whether this process moves the consumer.",
                                Metrics.bit(own)),
                        Figure.gauge(
                                "ticketing_consumer_retired_copies",
                                "Copies that a rebuild has left behind.",
                                one.retired().size()));
        return Stream.concat(
                        numbers,
                        Stream.of(Subscription.State.values()).map(state -> state(one, state)))
                .map(figure -> figure.with(CONSUMER, one.name()))
                .toList();
    }

    private static Figure state(Subscription one, Subscription.State state) {
        return Figure.gauge(
                        "ticketing_consumer_state",
                        "1 for the state that the consumer is in.",
                        Metrics.bit(one.state() == state))
                .with("state", state.name());
    }

    private static List<Figure> figures(DeadLetterCount count) {
        return Stream.of(
                        Figure.gauge(
                                "ticketing_dead_letters",
                                "Sequences of events that were set aside.",
                                count.letters()),
                        Figure.gauge(
                                "ticketing_dead_letter_events",
                                "Events that are set aside.",
                                count.events()),
                        Figure.gauge(
                                "ticketing_dead_letter_failed_retries",
                                "Retries by a person's wish that failed.",
                                count.failedRetries()))
                .map(
                        figure ->
                                figure.with(CONSUMER, count.consumer().name())
                                        .with("copy", Integer.toString(count.consumer().copy()))
                                        .with("status", count.status().name()))
                .toList();
    }
}
