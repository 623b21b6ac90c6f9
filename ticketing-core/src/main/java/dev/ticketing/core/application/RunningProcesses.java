package dev.ticketing.core.application;

import dev.ticketing.core.application.OwnConsumers.OwnProcess;
import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.process.EffectRunner;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.show.CancellationProcess;

import java.util.List;
import java.util.stream.Stream;

/** Has done what the process managers send. */
final class RunningProcesses {

    private final ConsumerStore store;
    private final Consumers consumers;
    private final Platform platform;
    private final List<EffectRunner<?>> runners;

    RunningProcesses(
            ConsumerStore store,
            Services services,
            Platform platform,
            List<OwnProcess<?, ?>> own,
            Ticketing ticketing) {
        this.store = store;
        this.consumers = services.followers.consumers;
        this.platform = platform;
        List<EffectRunner<?>> builtIn =
                List.of(
                        runner(
                                SettlementProcess.TABLES,
                                (id, correlation, task) -> services.money.payments.perform(task),
                                EffectRules.FOR_EVER),
                        runner(
                                CancellationProcess.TABLES,
                                (id, correlation, task) ->
                                        services.cancellations.giveBackAll(
                                                correlation, task.show()),
                                EffectRules.FOR_EVER),
                        runner(MailProcess.TABLES, services.mails, Mails.RULES));
        this.runners =
                Stream.<EffectRunner<?>>concat(
                                builtIn.stream(), own.stream().map(one -> runner(one, ticketing)))
                        .toList();
    }

    private <C> EffectRunner<C> runner(OwnProcess<?, C> own, Ticketing ticketing) {
        return runner(own.projection().stored(), own.handler().apply(ticketing), own.rules());
    }

    private <C> EffectRunner<C> runner(
            ProcessTables<?, C> tables, EffectHandler<C> handler, EffectRules rules) {
        return new EffectRunner<>(
                tables,
                store,
                consumers,
                handler,
                rules,
                platform.executor(),
                platform.scheduler(),
                platform.failures());
    }

    void start() {
        runners.forEach(EffectRunner::start);
    }

    void stop() {
        runners.forEach(EffectRunner::stop);
    }
}
