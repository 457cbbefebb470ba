package dev.byok.internal.routing;

/** Says what the attempts of one call use, and whether they may. */
@FunctionalInterface
interface Meter {

    /** A call that costs nothing, such as a list. */
    Meter FREE = route -> Metered.NOTHING;

    /** A call whose price nobody knows, such as a message. */
    Meter UNPRICED = route -> Metered.UNKNOWN;

    /** {@return what a request uses on a route when it is sent and not answered} */
    Metered unanswered(Route route);

    /**
     * Refuses a route on which the call may cost too much.
     *
     * @throws dev.byok.ByokException {@code COST_LIMIT_EXCEEDED}
     */
    default void admit(Route route) {}

    /** {@return whether a call that is too long for one route's model is known to have more room on another one} */
    default boolean hasMoreRoom(Route route, Route tooSmall) {
        return false;
    }
}
