package dev.ticketing.testkit.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Loads the core and the testkit anew, with some of their classes replaced, so that nothing of one
 * version is seen by another; all other classes are those of the test. For one thread.
 */
final class MutatedClasses extends ClassLoader {

    private final Map<String, byte[]> replaced;

    MutatedClasses(Map<String, byte[]> replaced) {
        super(MutatedClasses.class.getClassLoader());
        this.replaced = Map.copyOf(replaced);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("dev.ticketing.core.") || name.startsWith("dev.ticketing.testkit.");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOurs(name)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = replaced.get(name);
        return bytes == null ? define(name, original(name)) : define(name, bytes);
    }

    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
