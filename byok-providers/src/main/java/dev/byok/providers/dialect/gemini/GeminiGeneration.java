package dev.byok.providers.dialect.gemini;

import dev.byok.chat.ReasoningEffort;
import java.util.regex.Pattern;

/**
 * What differs between the generations of Gemini models. A model of an unknown name is taken for a current one.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
 */
final class GeminiGeneration {

    private static final Pattern BEFORE_3 = Pattern.compile("gemini-[12][.-].*");
    // later ones, and all Pro models, refuse it
    private static final Pattern THINKS_MINIMALLY = Pattern.compile("gemini-3(?:\\.[1-6])?-flash.*");

    private final String model;

    GeminiGeneration(String model) {
        this.model = model;
    }

    /**
     * Whether calls of functions have ids and are signed by the model, and thinking is set by a level instead of a number
     * of tokens.
     */
    boolean isCurrent() {
        return !BEFORE_3.matcher(model).matches();
    }

    /** The level that current models take. */
    String thinkingLevel(ReasoningEffort effort) {
        return switch (effort) {
            case MINIMAL -> THINKS_MINIMALLY.matcher(model).matches() ? "minimal" : "low";
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
        };
    }

    /** The number of tokens that models before Gemini 3 take; Google's own translation of the same efforts. */
    static int thinkingBudget(ReasoningEffort effort) {
        return switch (effort) {
            case MINIMAL, LOW -> 1_024;
            case MEDIUM -> 8_192;
            case HIGH -> 24_576;
        };
    }
}
