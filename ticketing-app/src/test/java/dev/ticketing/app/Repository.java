package dev.ticketing.app;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the project, for tests that compare what is written with what is. */
final class Repository {

    private Repository() {}

    static String read(String path) throws IOException {
        return Files.readString(root().resolve(path));
    }

    static Path root() {
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("not inside the project");
    }
}
