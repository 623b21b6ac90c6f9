package dev.ticketing.testkit.history;

/** Something that cannot be, in a sentence for people. */
public record Finding(Kind kind, String sentence) {

    /** What kind of wrong it is. */
    public enum Kind {
        /** It was acknowledged, and is not in the log. */
        LOST,
        /** One operation, two effects, or two answers. */
        DOUBLED,
        /** It is in the log, and nobody asked for it, or whoever did was told no. */
        PHANTOM,
        /** It was answered before the other was asked for, and is behind it in the log. */
        OUT_OF_ORDER,
        /** There is no order of the steps of a seat that explains what everybody was told. */
        NOT_LINEARIZABLE,
        /** There are too many possible orders of the steps of a seat to look at all. */
        UNDECIDED
    }
}
