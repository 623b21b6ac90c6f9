package dev.ticketing.core.customers;

import dev.ticketing.core.kernel.Money;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a customer has bought.
 *
 * @param spent what was captured and has not gone back, one for each currency, by their codes
 * @param tickets those that are not void
 * @param purchases reservations that were confirmed, whatever became of them
 * @param events how many different shows they were for
 * @param sections tickets that are not void, by the names of their sections
 * @param recent the last {@link #RECENT} purchases, the newest first
 */
public record CustomerSheet(
        List<Money> spent,
        int tickets,
        int purchases,
        int events,
        SortedMap<String, Integer> sections,
        List<Purchase> recent) {

    private static final Comparator<Purchase> NEWEST_FIRST =
            Comparator.comparing(Purchase::at).thenComparing(Purchase::reservation).reversed();

    /** How many purchases are remembered one by one. */
    public static final int RECENT = 10;

    public static final CustomerSheet BLANK =
            new CustomerSheet(List.of(), 0, 0, 0, new TreeMap<>(), List.of());

    public CustomerSheet {
        spent = List.copyOf(spent);
        sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
        recent = List.copyOf(recent);
        if (tickets < 0 || sections.values().stream().anyMatch(count -> count <= 0)) {
            throw new IllegalArgumentException("tickets: " + tickets + " in " + sections);
        }
    }

    /** The name under which most of the tickets are; the first in the alphabet among equals. */
    public Optional<String> favouriteSection() {
        return sections.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    CustomerSheet withSpent(Money captured) {
        return withAmount(spentIn(captured).plus(captured));
    }

    CustomerSheet withRefunded(Money gone) {
        return withAmount(spentIn(gone).minus(gone));
    }

    private Money spentIn(Money like) {
        return spent.stream()
                .filter(money -> money.currency().equals(like.currency()))
                .findFirst()
                .orElse(Money.zero(like.currency()));
    }

    private CustomerSheet withAmount(Money amount) {
        List<Money> changed = new ArrayList<>(spent);
        changed.removeIf(money -> money.currency().equals(amount.currency()));
        changed.add(amount);
        changed.sort(Comparator.comparing(money -> money.currency().getCurrencyCode()));
        return new CustomerSheet(changed, tickets, purchases, events, sections, recent);
    }

    /** At its place: what was set aside may come after what happened later. */
    CustomerSheet withPurchase(Purchase purchase, String section, boolean firstOfShow) {
        SortedMap<String, Integer> more = new TreeMap<>(sections);
        more.merge(section, purchase.quantity(), Math::addExact);
        List<Purchase> latest = new ArrayList<>(recent);
        latest.add(purchase);
        latest.sort(NEWEST_FIRST);
        return new CustomerSheet(
                spent,
                tickets + purchase.quantity(),
                purchases + 1,
                firstOfShow ? events + 1 : events,
                more,
                latest.subList(0, Math.min(latest.size(), RECENT)));
    }

    CustomerSheet withoutTicket(String section) {
        SortedMap<String, Integer> fewer = new TreeMap<>(sections);
        fewer.computeIfPresent(section, (name, count) -> count == 1 ? null : count - 1);
        return new CustomerSheet(spent, tickets - 1, purchases, events, fewer, recent);
    }
}
