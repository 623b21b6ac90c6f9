package dev.ticketing.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns the payload of one schema version into that of the next. Pure: the same payload always
 * becomes the same. Never changed once events of its version are stored.
 */
@FunctionalInterface
interface Upcaster {

    /** The tree is nobody else's: it may be changed and returned. */
    ObjectNode upcast(ObjectNode older);
}
