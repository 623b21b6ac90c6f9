/** Tickets that cannot be oversold: the event-sourced core, without a dependency at run time. */
module dev.ticketing.core {
    requires static transitive org.jspecify;

    exports dev.ticketing.core.application;
    exports dev.ticketing.core.availability;
    exports dev.ticketing.core.consumer;
    exports dev.ticketing.core.customers;
    exports dev.ticketing.core.idempotency;
    exports dev.ticketing.core.identity;
    exports dev.ticketing.core.inventory;
    exports dev.ticketing.core.invariants;
    exports dev.ticketing.core.journal;
    exports dev.ticketing.core.kernel;
    exports dev.ticketing.core.live;
    exports dev.ticketing.core.log;
    exports dev.ticketing.core.mail;
    exports dev.ticketing.core.mailbox;
    exports dev.ticketing.core.payment;
    exports dev.ticketing.core.process;
    exports dev.ticketing.core.reservation;
    exports dev.ticketing.core.sales;
    exports dev.ticketing.core.show;
    exports dev.ticketing.core.ticket;
    exports dev.ticketing.core.upkeep;
    exports dev.ticketing.core.verification;
}
