package dev.ticketing.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.ticketing.core.customers.CustomerFigures.TopSpender;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.Purchase;
import dev.ticketing.core.identity.UserId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a customer has bought.
 *
 * @param totalSpent one amount for each currency
 * @param events how many
 */
record CustomerJson(
        String customerId,
        List<MoneyJson> totalSpent,
        int tickets,
        int purchases,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String favouriteSection,
        int events,
        List<PurchaseJson> recent) {

    record PurchaseJson(
            String reservationId, String eventId, String at, MoneyJson total, int quantity) {

        static PurchaseJson of(Purchase purchase) {
            return new PurchaseJson(
                    purchase.reservation().toString(),
                    purchase.show().toString(),
                    purchase.at().toString(),
                    MoneyJson.of(purchase.total()),
                    purchase.quantity());
        }
    }

    record SpenderJson(String customerId, MoneyJson totalSpent, int tickets) {

        static SpenderJson of(TopSpender spender) {
            return new SpenderJson(
                    spender.customer().toString(),
                    MoneyJson.of(spender.spent()),
                    spender.tickets());
        }
    }

    static CustomerJson of(UserId customer, CustomerSheet sheet) {
        return new CustomerJson(
                customer.toString(),
                sheet.spent().stream().map(MoneyJson::of).toList(),
                sheet.tickets(),
                sheet.purchases(),
                sheet.favouriteSection().orElse(null),
                sheet.events(),
                sheet.recent().stream().map(PurchaseJson::of).toList());
    }
}
