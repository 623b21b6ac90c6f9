package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StoredFeed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Another feed's events, in the form that they might be stored in. */
public final class InMemoryStoredFeed implements StoredFeed {

    private final Feed feed;
    private final Function<DomainEvent, Form> forms;

    /** The form in which an event is stored. */
    public record Form(String type, int schemaVersion, String payload) {}

    /** In a form that follows from the events' classes: see {@link RecordForm}. */
    public InMemoryStoredFeed(Feed feed) {
        this(feed, RecordForm::of);
    }

    public InMemoryStoredFeed(Feed feed, Function<DomainEvent, Form> forms) {
        this.feed = feed;
        this.forms = forms;
    }

    @Override
    public List<StoredEvent> read(Position after, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        long characters = 0;
        for (RecordedEvent recorded : feed.read(after, limit)) {
            StoredEvent event = stored(recorded);
            characters += event.payload().length();
            if (characters > MAX_CHARACTERS && !events.isEmpty()) {
                break;
            }
            events.add(event);
        }
        return List.copyOf(events);
    }

    private StoredEvent stored(RecordedEvent recorded) {
        Form form = forms.apply(recorded.event());
        return new StoredEvent(
                recorded.position(),
                recorded.stream(),
                recorded.version(),
                form.type(),
                form.schemaVersion(),
                recorded.recordedAt(),
                recorded.command(),
                recorded.metadata(),
                form.payload());
    }

    @Override
    public List<StoredEvent> at(Collection<Position> positions) {
        return positions.stream()
                .distinct()
                .sorted()
                .flatMap(
                        position ->
                                feed.read(new Position(position.value() - 1), 1).stream()
                                        .filter(found -> found.position().equals(position)))
                .map(this::stored)
                .toList();
    }

    @Override
    public Map<Position, String> types(Collection<Position> positions) {
        Map<Position, String> types = new LinkedHashMap<>();
        at(positions).forEach(event -> types.put(event.position(), event.type()));
        return types;
    }
}
