package dev.ticketing.app.embedding;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.conformance.PaymentProviderConformance;

// docs:begin conformance
class CardTerminalTest extends PaymentProviderConformance {

    private final CardTerminal terminal = new CardTerminal();

    @Override
    protected PaymentProvider provider() {
        return terminal;
    }

    @Override
    protected String goodToken() {
        return CardTerminal.GOOD;
    }

    @Override
    protected String declinedToken() {
        return CardTerminal.EMPTY;
    }

    @Override
    protected String refusedToken() {
        return CardTerminal.STOLEN;
    }

    @Override
    protected long timesTaken(PaymentId key) {
        return terminal.timesTaken(key);
    }

    @Override
    protected long givenBack(RefundId key) {
        return terminal.givenBack(key);
    }
}
// docs:end conformance
