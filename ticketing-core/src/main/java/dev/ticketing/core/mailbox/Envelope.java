package dev.ticketing.core.mailbox;

import java.util.concurrent.CompletableFuture;

/** A piece of work with the caller who waits for it. Belongs to one mailbox step at a time. */
final class Envelope<R> {

    private final Work<R> work;
    private final CompletableFuture<Completion<R>> caller = new CompletableFuture<>();
    private int conflicts;

    Envelope(Work<R> work) {
        this.work = work;
    }

    Work<R> work() {
        return work;
    }

    CompletableFuture<Completion<R>> caller() {
        return caller;
    }

    /** Counts one more conflict; true while it may be tried again. */
    boolean mayTryAgain(int attempts) {
        conflicts++;
        return conflicts < attempts;
    }

    void judged(R answer) {
        caller.complete(new Completion.Judged<>(answer));
    }

    void notDone(Completion.Reason reason) {
        caller.complete(new Completion.NotDone<>(reason));
    }

    void failed(Throwable cause) {
        caller.completeExceptionally(cause);
    }
}
