package dev.ticketing.app;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/** One line that shows how far a command has come, on a terminal alone. For one thread. */
final class Progress implements AutoCloseable {

    private static final int BAR = 30;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int WIDTH = 79;

    private final @Nullable PrintStream terminal;
    private long next = System.nanoTime();
    private boolean shown;

    private Progress(@Nullable PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Shows nothing, unless it is a person who sees what is printed. */
    static Progress on(PrintStream out) {
        return new Progress(isTerminal() ? out : null);
    }

    /** Shows it anyway. */
    static Progress shownOn(PrintStream out) {
        return new Progress(out);
    }

    static Progress none() {
        return new Progress(null);
    }

    /** From Java 22 on there is a console also where nobody sits at it; it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // on Java 21 it is
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /**
     * Shows how far it has come; not each time, if it is called often.
     *
     * @param of zero if nobody knows
     */
    void at(String step, long done, long of, String more) {
        if (terminal == null || (shown && System.nanoTime() - next < 0)) {
            return;
        }
        next = System.nanoTime() + PAUSE_NANOS;
        shown = true;
        String line = of == 0 ? step : bar(step, Math.min(done, of), of);
        String whole = more.isEmpty() ? line : line + "  " + more;
        String fitting = whole.length() <= WIDTH ? whole : whole.substring(0, WIDTH);
        terminal.print("\r" + fitting + " ".repeat(WIDTH - fitting.length()));
        terminal.flush();
    }

    private static String bar(String step, long done, long of) {
        int full = (int) (BAR * done / of);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %%",
                step,
                "#".repeat(full),
                ".".repeat(BAR - full),
                100 * done / of);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (terminal != null && shown) {
            terminal.print("\r" + " ".repeat(WIDTH) + "\r");
            terminal.flush();
        }
    }
}
