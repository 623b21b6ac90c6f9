package dev.ticketing.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a module, as it was built: a directory or a jar. */
final class Classes {

    private static final String ENDING = ".class";

    private Classes() {}

    /** All classes of the module that a class is in; none is initialized. */
    static Stream<Class<?>> beside(Class<?> one) {
        try {
            Path built = Path.of(location(one));
            return (Files.isDirectory(built) ? under(built) : inJar(built))
                    .stream()
                            .filter(file -> file.endsWith(ENDING) && !file.endsWith("-info.class"))
                            .map(file -> file.substring(0, file.length() - ENDING.length()))
                            .map(file -> load(file.replace('/', '.'), one.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI location(Class<?> one) {
        try {
            return one.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return under(files.getPath("/"));
        }
    }

    private static List<String> under(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/')).toList();
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
