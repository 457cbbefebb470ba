package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;

/** What several formats make of settings that they do not have as the library has them. */
public final class Settings {

    /**
     * The limit of output tokens when the caller set none and the format asks for one: room for a long answer, and still
     * below the maximum of every model, so that nobody pays for a runaway answer without having asked for it.
     */
    public static final int DEFAULT_MAX_TOKENS = 4096;

    /** What a model is told where a format has no JSON without a schema; nothing enforces it. */
    public static final String JSON_INSTRUCTION =
            "Answer with one JSON object and nothing else: no text around it and no code fence.";

    private Settings() {}

    /**
     * {@return a temperature; one that is too high is refused and not lowered, because the caller would not learn that
     * the answer is another one than was asked for}
     *
     * @param value from 0
     * @param company whose models take at most 1
     * @throws ByokException {@code INVALID_REQUEST} when it is above 1
     */
    public static double temperatureUpToOne(double value, String company) {
        if (value > 1) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST,
                            company + "'s models take a temperature from 0 to 1, not " + value)
                    .hint("set a temperature of at most 1, or none")
                    .build();
        }
        return value;
    }
}
