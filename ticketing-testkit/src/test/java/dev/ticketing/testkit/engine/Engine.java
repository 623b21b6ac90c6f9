package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Completion;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Mailboxes;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.engine.Tally.Added;
import dev.ticketing.testkit.memory.InMemoryEventLog;
import dev.ticketing.testkit.memory.InMemorySnapshots;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A write side over a scripted log, with everything that it needs. */
final class Engine {

    static final MailboxLimits LIMITS = new MailboxLimits(100, 1_000, 50, 5, 100, 1_000);

    final TestClock clock = new TestClock();
    final SequentialIds ids = new SequentialIds();
    final TestMachine machine = new TestMachine(clock);
    final InMemoryEventLog memory = new InMemoryEventLog(clock, ids);
    final ScriptedLog log = new ScriptedLog(memory);
    final List<String> failures = new ArrayList<>();
    final List<Position> committed = new ArrayList<>();
    final Mailboxes mailboxes;

    Engine() {
        this(LIMITS);
    }

    Engine(MailboxLimits limits) {
        this(limits, new InMemorySnapshots());
    }

    Engine(MailboxLimits limits, Snapshots snapshots) {
        mailboxes = started(limits, snapshots);
    }

    /** One more process over the same log. */
    Mailboxes started(MailboxLimits limits, Snapshots snapshots) {
        return new Mailboxes(
                new Mailboxes.Needs(
                        log,
                        memory,
                        snapshots,
                        clock,
                        machine,
                        machine,
                        (task, cause) -> failures.add(task + ": " + cause.getMessage()),
                        limits,
                        committed::add));
    }

    CommandKey newCommand() {
        return new CommandKey(new CommandId(ids.next()), 7);
    }

    CompletableFuture<Completion<String>> submit(AggregateRef<Tally, Added> tally, Asked work) {
        return mailboxes.submit(MailboxKey.of(tally), work);
    }

    CompletableFuture<Completion<String>> add(AggregateRef<Tally, Added> tally, int amount) {
        return submit(tally, Asked.add(newCommand(), tally, amount));
    }

    /** Adds, for a test that looks at the log and not at the answer. */
    void ask(AggregateRef<Tally, Added> tally, int amount) {
        var unused = add(tally, amount);
    }

    /** What another process records, one after the other. */
    void writtenElsewhere(AggregateRef<Tally, Added> tally, int... amounts) {
        int version = memory.read(tally.stream(), Version.NONE, Integer.MAX_VALUE).size();
        for (int amount : amounts) {
            Unit unit =
                    new Unit(
                            newCommand(),
                            List.of(
                                    new StreamAppend(
                                            tally.stream(),
                                            new Version(version++),
                                            List.of(new Added(amount)))),
                            EventMetadata.ofSystem("elsewhere", ids.next()));
            assertThat(memory.append(List.of(unit)))
                    .hasOnlyElementsOfType(AppendResult.Appended.class);
        }
    }

    /** The amounts that a tally's stream holds. */
    List<Integer> recorded(AggregateRef<Tally, Added> tally) {
        return memory.read(tally.stream(), Version.NONE, Integer.MAX_VALUE).stream()
                .map(one -> tally.eventType().cast(one.event()).amount())
                .toList();
    }

    /** The answers, once everything has run. */
    @SafeVarargs
    final List<Completion<String>> answers(CompletableFuture<Completion<String>>... asked) {
        machine.run();
        List<Completion<String>> answers = new ArrayList<>();
        for (CompletableFuture<Completion<String>> one : asked) {
            answers.add(machine.await(one));
        }
        return answers;
    }

    static Completion<String> said(String answer) {
        return new Completion.Judged<>(answer);
    }

    static Completion<String> notDone(Completion.Reason reason) {
        return new Completion.NotDone<>(reason);
    }
}
