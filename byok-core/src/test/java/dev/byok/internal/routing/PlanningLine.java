package dev.byok.internal.routing;

import java.util.List;
import java.util.function.Consumer;

/**
 * A line of a table about plans.
 *
 * @param name what it is about
 * @param given how things stand
 * @param asked what the caller says
 * @param planned the plan in words, see {@link PlanBench#plan}
 */
record PlanningLine(String name, Consumer<PlanBench> given, RouteRequest.Builder asked, List<String> planned) {

    static PlanningLine line(String name, Consumer<PlanBench> given, RouteRequest.Builder asked, String... planned) {
        return new PlanningLine(name, given, asked, List.of(planned));
    }

    @Override
    public String toString() {
        return name;
    }
}
