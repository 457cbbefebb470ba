package dev.byok.routing;

/** How a tenant's model is chosen for a call that names none. */
public enum Strategy {
    /** Premium intents get the premium model, all others the default one. */
    HYBRID("hybrid"),
    /** Always the default model. */
    ALL_MINI("all-mini"),
    /** Always the premium model. */
    ALL_STANDARD("all-standard"),
    /** The cheapest model of the connected providers that can do what the request needs. */
    COST_OPTIMISED("cost-optimised"),
    /** The model that lately gave its first token soonest; now and then another one, to learn how fast that is. */
    LATENCY_OPTIMISED("latency-optimised");

    private final String id;

    Strategy(String id) {
        this.id = id;
    }

    /** {@return the stable text for JSON} */
    public String id() {
        return id;
    }
}
