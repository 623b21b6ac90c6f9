package dev.ticketing.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of PostgreSQL, unpacked once for all data directories of a test. */
final class SharedBinaries {

    private final Path home;

    private SharedBinaries(Path home) {
        this.home = home;
    }

    static SharedBinaries unpackedIn(Path folder) {
        Path program = PostgresBinaries.unpackedIn(folder).program("postgres");
        return new SharedBinaries(program.resolve("../..").normalize());
    }

    /** A data directory that has them. */
    Path lentTo(Path dataDirectory) {
        try {
            Path folder = Files.createDirectories(dataDirectory.resolve("postgres"));
            Files.createSymbolicLink(folder.resolve(home.toFile().getName()), home);
            return dataDirectory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
