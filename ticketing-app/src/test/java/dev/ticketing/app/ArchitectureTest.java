package dev.ticketing.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The rules that keep the modules apart and the core deterministic. */
class ArchitectureTest {

    private static final String CORE = "dev.ticketing.core..";
    private static final String POSTGRES = "dev.ticketing.postgres..";
    private static final String HTTP = "dev.ticketing.http..";
    private static final String APP = "dev.ticketing.app..";

    // Who may do what the rest of its module may not; each with its reason.

    private static final List<String> MAY_READ_THE_CLOCK = List.of();

    /** The production sources of ids and secrets; whoever needs one takes it as a port. */
    private static final List<String> MAY_BE_RANDOM =
            List.of(
                    "dev.ticketing.core.identity.SecretSource",
                    "dev.ticketing.core.kernel.UuidV7Source");

    private static final List<String> MAY_HANDLE_THREADS = List.of();

    /** What is answered to the command line; commands get a stream from it. */
    private static final String PRINTS = "dev.ticketing.app.Main";

    /** That of the simulation. */
    private static final String OTHER_PRINTS = "dev.ticketing.testkit.simulation.SimulationMain";

    /** What a future does on a hidden thread of its own. */
    private static final Set<String> WAITS_ELSEWHERE =
            Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");

    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.ticketing");

    @Test
    void the_core_depends_on_java_base_and_jspecify_alone() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage(CORE)
                                .or(resideInAPackage("org.jspecify.annotations"))
                                .or(describe("are in java.base", ArchitectureTest::isInJavaBase)))
                .check(CLASSES);
    }

    @Test
    void the_packages_of_the_core_have_no_cycles() {
        slices().matching("dev.ticketing.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void no_packages_have_cycles() {
        slices().matching("dev.ticketing.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_postgres_adapter_knows_neither_http_nor_the_application() {
        noClasses()
                .that()
                .resideInAPackage(POSTGRES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP, APP)
                .check(CLASSES);
    }

    @Test
    void the_http_adapter_knows_neither_postgres_nor_the_application() {
        noClasses()
                .that()
                .resideInAPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(POSTGRES, APP)
                .check(CLASSES);
    }

    @Test
    void the_core_reads_no_clock() {
        noClasses()
                .that(areCoreBut(MAY_READ_THE_CLOCK))
                .should()
                .callMethodWhere(calls("the clock", ArchitectureTest::readsTheClock))
                .check(CLASSES);
    }

    @Test
    void the_core_uses_no_randomness() {
        noClasses()
                .that(areCoreBut(MAY_BE_RANDOM))
                .should()
                .callCodeUnitWhere(calls("randomness", ArchitectureTest::isRandom))
                .check(CLASSES);
    }

    @Test
    void the_core_starts_no_thread_and_never_sleeps() {
        noClasses()
                .that(areCoreBut(MAY_HANDLE_THREADS))
                .should()
                .callCodeUnitWhere(calls("threads", ArchitectureTest::handlesThreads))
                .check(CLASSES);
    }

    @Test
    void the_core_reads_no_environment() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .callMethodWhere(
                        calls(
                                "the environment",
                                call ->
                                        isOn(call, System.class)
                                                && Set.of("getenv", "getProperty", "getProperties")
                                                        .contains(call.getName())))
                .check(CLASSES);
    }

    @Test
    void the_core_has_no_mutable_static_state() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(CORE)
                .and()
                .areStatic()
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void no_method_is_synchronized() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE, POSTGRES, HTTP, APP)
                .should()
                .haveModifier(SYNCHRONIZED)
                .check(CLASSES);
    }

    @Test
    void only_main_prints_and_whoever_it_hands_a_stream() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(PRINTS)
                .and()
                .doNotHaveFullyQualifiedName(OTHER_PRINTS)
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void every_exception_to_a_rule_exists() {
        assertThat(
                        Stream.of(
                                        MAY_READ_THE_CLOCK,
                                        MAY_BE_RANDOM,
                                        MAY_HANDLE_THREADS,
                                        List.of(PRINTS, OTHER_PRINTS))
                                .flatMap(List::stream))
                .allSatisfy(name -> assertThat(CLASSES.contain(name)).as(name).isTrue());
    }

    private static DescribedPredicate<JavaClass> areCoreBut(List<String> exceptions) {
        return describe(
                "are of the core, but not " + exceptions,
                type ->
                        resideInAPackage(CORE).test(type)
                                && !exceptions.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static boolean isInJavaBase(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isPrimitive() || JAVA_BASE.contains(base.getPackageName());
    }

    private static DescribedPredicate<JavaCall<?>> calls(
            String what, Predicate<CodeUnitCallTarget> isForbidden) {
        return describe("reach " + what, call -> isForbidden.test(call.getTarget()));
    }

    private static boolean readsTheClock(CodeUnitCallTarget call) {
        String name = call.getName();
        if (isOn(call, System.class)) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        return call.getOwner().getPackageName().startsWith("java.time")
                && (name.equals("now") || name.startsWith("system") || name.startsWith("tick"));
    }

    private static boolean isRandom(CodeUnitCallTarget call) {
        String name = call.getName();
        if (isOn(call, UUID.class)) {
            return name.equals("randomUUID");
        }
        if (isOn(call, Math.class) || isOn(call, StrictMath.class)) {
            return name.equals("random");
        }
        if (isOn(call, Collections.class)) {
            return name.equals("shuffle");
        }
        return call.getOwner().isAssignableTo(RandomGenerator.class);
    }

    private static boolean handlesThreads(CodeUnitCallTarget call) {
        String name = call.getName();
        if (isOn(call, Thread.class)) {
            return !Set.of("currentThread", "interrupt").contains(name);
        }
        if (isOn(call, CompletableFuture.class)) {
            return name.endsWith("Async") ? !takesAnExecutor(call) : WAITS_ELSEWHERE.contains(name);
        }
        return belongToAnyOf(Executors.class, ForkJoinPool.class, Timer.class)
                .test(call.getOwner());
    }

    private static boolean takesAnExecutor(CodeUnitCallTarget call) {
        return call.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static boolean isOn(CodeUnitCallTarget call, Class<?> owner) {
        return call.getOwner().isEquivalentTo(owner);
    }
}
