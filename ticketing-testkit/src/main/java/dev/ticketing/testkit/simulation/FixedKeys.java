package dev.ticketing.testkit.simulation;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.testkit.TestClock;

import java.util.List;
import java.util.function.Supplier;

/** One key that is the same in every run, so that what is signed with it is, too. */
final class FixedKeys implements SigningKeys {

    private static final SigningKey KEY =
            new SigningKey(
                    "simulate",
                    Purpose.TICKET,
                    TicketCodes.ALGORITHM,
                    "MCowBQYDK2VwAyEA+m6CVD8gfYQiTPdqVIuFu9aUkEhMs/iiv7a2ScI7lzE=",
                    "MC4CAQAwBQYDK2VwBCIEIMzyyTPLMr9SgFBJjjUg3MTG75d6LMAzSkMED9xMUWPF",
                    TestClock.START);

    @Override
    public List<SigningKey> all(Purpose purpose) {
        return List.of(KEY);
    }

    @Override
    public SigningKey newest(Purpose purpose, Supplier<SigningKey> first) {
        return KEY;
    }
}
