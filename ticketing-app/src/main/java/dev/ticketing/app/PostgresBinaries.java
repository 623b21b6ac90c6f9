package dev.ticketing.app;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The PostgreSQL programs that are shipped inside the application, unpacked once. */
final class PostgresBinaries {

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Unpacks them below a folder, unless they are there.
     *
     * @throws ConfigurationException if none are shipped for this machine
     */
    static PostgresBinaries unpackedIn(Path folder) {
        String archive = archive();
        Path home = folder.resolve(archive.replace(".txz", ""));
        if (!Files.exists(home)) {
            try {
                unpack(archive, folder, home);
            } catch (IOException e) {
                throw new UncheckedIOException("unpacking PostgreSQL", e);
            }
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        String name =
                "postgres-"
                        + (os.startsWith("mac") ? "darwin" : os)
                        + "-"
                        + (arm ? "arm_64" : "x86_64")
                        + (isMusl() ? "-alpine_linux" : "")
                        + ".txz";
        if (PostgresBinaries.class.getResource("/" + name) == null) {
            throw new ConfigurationException(
                    "no embedded PostgreSQL for this machine ("
                            + name
                            + "): set "
                            + Setting.DB_URL.variable());
        }
        return name;
    }

    private static boolean isMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    /** To a folder of its own first, so that a crash leaves nothing that looks complete. */
    private static void unpack(String archive, Path folder, Path home) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempDirectory(folder, "unpacking");
        try (InputStream raw = PostgresBinaries.class.getResourceAsStream("/" + archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(raw)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(tar, entry, partial);
                entry = tar.getNextEntry();
            }
        }
        openToAll(partial);
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, home);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(tar, target);
            setMode(target, entry.getMode());
        }
    }

    private static void setMode(Path file, int mode) throws IOException {
        Set<PosixFilePermission> permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    private static void openToAll(Path folder) throws IOException {
        Set<PosixFilePermission> permissions =
                EnumSet.complementOf(
                        EnumSet.of(
                                PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
        Files.setPosixFilePermissions(folder, permissions);
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
