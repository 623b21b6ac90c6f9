package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where money is asked back: all of it, a part, more than there is; by right and without. */
final class Counter {

    private final List<Paid> paid = new ArrayList<>();
    private final Organizers organizers;

    /** A payment that its customer was told of. */
    private record Paid(PaymentRequest request, Hall hall, Caller customer) {}

    Counter(Organizers organizers) {
        this.organizers = organizers;
    }

    void remember(Payment.Requested payment, Hall hall, Caller customer) {
        paid.add(new Paid(payment.request(), hall, customer));
    }

    /** Once, or by two at the same time. */
    void askBack(SimulatedWorld world) {
        if (paid.isEmpty()) {
            return;
        }
        Paid one = world.chance().oneOf(paid);
        for (int times = world.chance().happens(0.2) ? 2 : 1; times > 0; times--) {
            askBack(world, one);
        }
    }

    private void askBack(SimulatedWorld world, Paid one) {
        Chance chance = world.chance();
        int dice = chance.below(10);
        boolean strange = dice == 0;
        Caller caller =
                strange
                        ? organizers.stranger(world, one.hall, one.customer)
                        : dice < 5 ? one.customer : one.hall.owner();
        Request request = world.by(caller);
        Optional<Money> amount =
                chance.happens(0.5) ? Optional.empty() : some(chance, one.request.amount());
        world.ask(
                request,
                server -> server.payments().refund(request, one.request.id(), amount),
                outcome -> {
                    if (strange && outcome instanceof Outcome.Done<?>) {
                        world.fail("STRANGER: got money of " + one.request.id());
                    }
                });
    }

    /** Up to a little more than all. */
    private static Optional<Money> some(Chance chance, Money all) {
        int most = Math.toIntExact(all.amount() / 100) + 1;
        return Optional.of(new Money(chance.between(1, most) * 100L, all.currency()));
    }
}
