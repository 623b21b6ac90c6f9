package dev.ticketing.testkit.simulation;

import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Runs a test that is {@link Simulated} with one seed after the other. */
final class SimulatedExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, Simulated.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        Simulated simulated =
                AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Simulated.class)
                        .orElseThrow();
        SimulationOptions options =
                SimulationOptions.DEFAULT.withOperations(simulated.operations());
        long end = simulated.from() + simulated.seeds();
        return SeedProperties.wanted(options, System.getProperties())
                .map(Stream::of)
                .orElseGet(
                        () ->
                                LongStream.range(simulated.from(), end)
                                        .mapToObj(seed -> new Seed(seed, options)))
                .map(OneSeed::new);
    }

    /** One invocation. */
    private record OneSeed(Seed seed) implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int invocation) {
            return seed.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Seed.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return seed;
        }
    }
}
