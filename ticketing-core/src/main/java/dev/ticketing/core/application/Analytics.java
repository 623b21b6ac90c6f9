package dev.ticketing.core.application;

import dev.ticketing.core.customers.CustomerFigures.TopSpender;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Figures, as far as the read models have come, for those who may know them. Blocks; safe for any
 * number of threads. Every method throws {@link LogUnavailable} when the store cannot be reached.
 */
public final class Analytics {

    private final WriteSide writes;
    private final Directories directories;

    Analytics(WriteSide writes, Directories directories) {
        this.writes = writes;
        this.directories = directories;
    }

    /** What a show has brought in. */
    public record ShowSales(Show.Existing show, SalesSheet sheet) {}

    /** How much of a section is sold. */
    public record SectionSales(Section section, int sold) {

        private static final int DIGITS = 4;

        /** Of its capacity: from 0 to 1, to four digits, halves to even. */
        public BigDecimal share() {
            return BigDecimal.valueOf(sold)
                    .divide(
                            BigDecimal.valueOf(section.seating().capacity()),
                            DIGITS,
                            RoundingMode.HALF_EVEN);
        }

        /** Compares shares as they are, not as they are rounded; the larger one is first. */
        private static int largerFirst(SectionSales a, SectionSales b) {
            return Long.compare(
                    (long) b.sold * a.section.seating().capacity(),
                    (long) a.sold * b.section.seating().capacity());
        }
    }

    /** What a show has brought in, for its organizers. */
    public Reading<ShowSales> sales(Caller caller, ShowId id) {
        return ofShow(caller, id, Function.identity());
    }

    /** The sections of a show, for its organizers; the one sold most, by share, first. */
    public Reading<List<SectionSales>> popularSections(Caller caller, ShowId id) {
        return ofShow(caller, id, Analytics::byShare);
    }

    /** Sections with equal shares in the order of the show. */
    private static List<SectionSales> byShare(ShowSales sales) {
        SalesSheet sheet = sales.sheet();
        return sales.show().details().sections().stream()
                .map(
                        section ->
                                new SectionSales(
                                        section,
                                        sheet.sections()
                                                .of(section.id(), sheet.currency())
                                                .ticketsSold()))
                .sorted(SectionSales::largerFirst)
                .toList();
    }

    private <T> Reading<T> ofShow(Caller caller, ShowId id, Function<ShowSales, T> figures) {
        Show state = writes.current(Show.at(id)).state();
        Optional<Refusal> barred = Shows.barred(caller, state);
        return switch (state) {
            case Show.Missing missing -> new Reading.Refused<>(new Refusal.NotFound());
            case Show.Existing show ->
                    barred.<Reading<T>>map(Reading.Refused::new)
                            .orElseGet(() -> new Reading.Told<>(figures.apply(sheetOf(show))));
        };
    }

    private ShowSales sheetOf(Show.Existing show) {
        SalesSheet sheet =
                directories
                        .sales()
                        .of(show.facts().id())
                        .orElseGet(
                                () ->
                                        SalesSheet.blank(
                                                show.details().currency(),
                                                show.details().timezone()));
        return new ShowSales(show, sheet);
    }

    /**
     * What came and went, by currency, for administrators.
     *
     * @param from the first day, in UTC
     * @param to the day after the last
     */
    public Reading<List<Turnover>> revenue(
            Caller caller, Optional<LocalDate> from, Optional<LocalDate> to) {
        return ofAll(caller, () -> directories.sales().revenue(from, to));
    }

    /**
     * Those who have spent most, for administrators.
     *
     * @param currency without it the commonest
     */
    public Reading<List<TopSpender>> topSpenders(
            Caller caller, Optional<Currency> currency, int limit) {
        return ofAll(caller, () -> directories.customers().topSpenders(currency, limit));
    }

    private static <T> Reading<T> ofAll(Caller caller, Supplier<T> figures) {
        return caller.admin()
                ? new Reading.Told<>(figures.get())
                : new Reading.Refused<>(new Refusal.Forbidden());
    }

    /**
     * What a customer has bought, for themselves and administrators; others do not learn whether
     * there is such a customer. Who has bought nothing has an empty sheet, also who does not exist.
     */
    public Reading<CustomerSheet> profile(Caller caller, UserId customer) {
        return caller.admin() || caller.user().equals(customer)
                ? new Reading.Told<>(
                        directories.customers().of(customer).orElse(CustomerSheet.BLANK))
                : new Reading.Refused<>(new Refusal.NotFound());
    }
}
