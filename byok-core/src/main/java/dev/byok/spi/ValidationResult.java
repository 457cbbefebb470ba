package dev.byok.spi;

import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a vendor said about a key.
 *
 * @param verdict the outcome
 * @param code why it is not plainly valid; absent when it is, or nobody was asked
 * @param message one sentence for a person, scrubbed
 * @param hint what a person can do; absent when there is nothing to do
 * @param accountName the account's name at the vendor, where the check tells it
 * @param models the models that the key can use, where the check tells them; else empty
 * @param suggestions fields that should be changed for the key to work, for example a {@code base_url} that answered
 */
public record ValidationResult(
        Verdict verdict,
        Optional<ErrorCode> code,
        String message,
        Optional<String> hint,
        Optional<String> accountName,
        List<ModelInfo> models,
        Map<String, String> suggestions) {

    /** The outcome of a check. */
    public enum Verdict {
        /** The vendor accepted the key. */
        VALID,
        /** The key is live, but something is missing: a scope, credit, a billing plan. */
        VALID_LIMITED,
        /**
         * The key has the right form, and its vendor was not asked: of messaging providers this counts as valid, and the
         * first message or {@link dev.byok.credential.Credentials#deepTest a deep test} shows the rest.
         */
        SHAPE_ONLY,
        /** The vendor refused the key. */
        INVALID,
        /** The vendor could not be asked, or its answer proves nothing. Never a reason to drop a key. */
        INCONCLUSIVE
    }

    /** Copies the collections. */
    public ValidationResult {
        models = List.copyOf(models);
        suggestions = Map.copyOf(suggestions);
    }

    /**
     * {@return a plain VALID}
     *
     * @param message one sentence for a person
     */
    public static ValidationResult valid(String message) {
        return new ValidationResult(
                Verdict.VALID, Optional.empty(), message, Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    /**
     * {@return a result of looking at the form of a key only}
     *
     * @param message one sentence for a person, which does not claim more
     */
    public static ValidationResult shapeOnly(String message) {
        return new ValidationResult(
                Verdict.SHAPE_ONLY, Optional.empty(), message, Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    /**
     * {@return a result that is not plainly valid}
     *
     * @param verdict the outcome
     * @param code why
     * @param message one sentence for a person, scrubbed
     * @param hint what a person can do
     */
    public static ValidationResult of(Verdict verdict, ErrorCode code, String message, Optional<String> hint) {
        return new ValidationResult(verdict, Optional.of(code), message, hint, Optional.empty(), List.of(), Map.of());
    }

    /**
     * {@return this result with an account name}
     *
     * @param name the account's name at the vendor
     */
    public ValidationResult withAccountName(Optional<String> name) {
        return new ValidationResult(verdict, code, message, hint, name, models, suggestions);
    }

    /**
     * {@return this result with models}
     *
     * @param list the models that the key can use
     */
    public ValidationResult withModels(List<ModelInfo> list) {
        return new ValidationResult(verdict, code, message, hint, accountName, list, suggestions);
    }

    /**
     * {@return this result with suggestions}
     *
     * @param fields values by field that should be changed
     */
    public ValidationResult withSuggestions(Map<String, String> fields) {
        return new ValidationResult(verdict, code, message, hint, accountName, models, fields);
    }

    /**
     * {@return whether nothing speaks against the key: the vendor accepted it, limited or not, or was not to be asked
     * ({@link Verdict#SHAPE_ONLY})}
     */
    public boolean isValid() {
        return verdict == Verdict.VALID || verdict == Verdict.VALID_LIMITED || verdict == Verdict.SHAPE_ONLY;
    }
}
