package dev.ticketing.testkit.mutants;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.testkit.memory.InMemoryEventLog;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the source files that mutants change; nothing is written to disk. */
final class MutantCompiler {

    /** Of this module, where its tests run. */
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static final List<Path> SOURCES =
            List.of(
                    MODULE.resolveSibling("ticketing-core").resolve("src/main/java"),
                    MODULE.resolve("src/main/java"));

    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xlint:none", "-classpath", classPath());

    private MutantCompiler() {}

    /** Of this module's dependencies no more than what these sources need: it is quicker. */
    private static String classPath() {
        return Stream.of(Ticketing.class, InMemoryEventLog.class, Nullable.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The classes of the changed source file, by their names.
     *
     * @throws IllegalStateException if it does not fit the source any more, or does not compile
     */
    static Map<String, byte[]> compile(Mutant mutant) throws IOException {
        String source = mutant.applyTo(Files.readString(sourceOf(mutant)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(files)) {
            boolean compiled =
                    compiler.getTask(
                                    problems,
                                    memory,
                                    null,
                                    OPTIONS,
                                    null,
                                    List.of(new Source(mutant.className(), source)))
                            .call();
            if (!compiled) {
                throw new IllegalStateException("does not compile: " + problems);
            }
            return memory.classes();
        }
    }

    private static Path sourceOf(Mutant mutant) {
        String file = mutant.className().replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source file " + file));
    }

    /** A source file in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class file in memory. */
    private static final class Compiled extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className) {
            super(URI.create("memory:///" + className), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Reads classes as they are, and keeps those that are written. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, Compiled> written = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                FileObject sibling) {
            return written.computeIfAbsent(className, Compiled::new);
        }

        Map<String, byte[]> classes() {
            return written.entrySet().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Map.Entry::getKey, one -> one.getValue().bytes.toByteArray()));
        }
    }
}
