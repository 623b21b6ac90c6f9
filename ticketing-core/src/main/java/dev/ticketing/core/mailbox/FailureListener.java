package dev.ticketing.core.mailbox;

/** Is told of failures that no caller waits for. Called from any thread; must not throw. */
@FunctionalInterface
public interface FailureListener {

    void failed(String task, Throwable cause);
}
