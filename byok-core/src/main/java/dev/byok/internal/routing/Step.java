package dev.byok.internal.routing;

import dev.byok.ByokException;

/** A step of a fallback list: a route, or why there is none. */
sealed interface Step {

    /**
     * A route that can be tried.
     *
     * @param route the route
     */
    record Ready(Route route) implements Step {}

    /**
     * A step that cannot be tried; it stands in the receipt as an attempt.
     *
     * @param provider the provider's id
     * @param model the model that was asked for
     * @param reason why not
     */
    record Unusable(String provider, String model, ByokException reason) implements Step {}
}
