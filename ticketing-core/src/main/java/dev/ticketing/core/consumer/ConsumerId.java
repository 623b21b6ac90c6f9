package dev.ticketing.core.consumer;

/**
 * A consumer's copy: there is more than one while a read model is built anew.
 *
 * @param copy from 1, ascending
 */
public record ConsumerId(String name, int copy) {

    @Override
    public String toString() {
        return name + "#" + copy;
    }
}
