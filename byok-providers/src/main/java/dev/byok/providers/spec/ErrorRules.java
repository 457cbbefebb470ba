package dev.byok.providers.spec;

import dev.byok.ErrorCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor's errors map to {@link ErrorCode}s: rules in order, first match wins, then the defaults by HTTP status.
 * Rules look at status, type and code. A text is looked at only where a vendor gives nothing else to tell two cases
 * apart, and then together with the status.
 */
public final class ErrorRules {

    private static final List<Rule> DEFAULTS = List.of(
            new Rule(error -> error.status() == 400, ErrorCode.INVALID_REQUEST, false),
            // a login page of a proxy is no word of the vendor about the key
            new Rule(error -> error.status() == 401 && error.structured(), ErrorCode.AUTH_FAILED, false),
            new Rule(error -> error.status() == 401, ErrorCode.PERMISSION_DENIED, false),
            new Rule(error -> error.status() == 402, ErrorCode.QUOTA_EXCEEDED, true),
            new Rule(error -> error.status() == 403, ErrorCode.PERMISSION_DENIED, false),
            new Rule(error -> error.status() == 404 && error.structured(), ErrorCode.MODEL_NOT_FOUND, false),
            new Rule(error -> error.status() == 404 || error.status() == 405, ErrorCode.ENDPOINT_UNREACHABLE, false),
            new Rule(error -> error.status() == 408, ErrorCode.TIMEOUT, false),
            new Rule(error -> error.status() == 413, ErrorCode.CONTEXT_TOO_LONG, false),
            new Rule(error -> error.status() == 422, ErrorCode.INVALID_REQUEST, false),
            new Rule(error -> error.status() == 429, ErrorCode.RATE_LIMITED, false),
            new Rule(error -> error.status() == 504, ErrorCode.TIMEOUT, false),
            new Rule(error -> error.status() >= 500, ErrorCode.PROVIDER_UNAVAILABLE, false),
            new Rule(error -> error.status() >= 400, ErrorCode.INVALID_REQUEST, false));

    private final List<Rule> rules;
    private final Map<ErrorCode, String> hints;

    private ErrorRules(List<Rule> rules, Map<ErrorCode, String> hints) {
        this.rules = rules;
        this.hints = hints;
    }

    /** {@return no rules but the defaults} */
    public static ErrorRules defaults() {
        return new ErrorRules(List.of(), Map.of());
    }

    /**
     * {@return these rules and one more, looked at after them}
     *
     * @param when what the rule is for
     * @param code what the error means
     */
    public ErrorRules on(Predicate<VendorError> when, ErrorCode code) {
        return plus(new Rule(when, code, code == ErrorCode.QUOTA_EXCEEDED, null));
    }

    /**
     * {@return these rules and one more, with what a person can do about it}
     *
     * @param when what the rule is for
     * @param code what the error means
     * @param hint what a person can do, in place of what is said for the code
     */
    public ErrorRules on(Predicate<VendorError> when, ErrorCode code, String hint) {
        return plus(new Rule(when, code, code == ErrorCode.QUOTA_EXCEEDED, hint));
    }

    /**
     * {@return these rules and one more, for an error code or type of the vendor, whatever the status}
     *
     * @param word the vendor's error code or type
     * @param code what the error means
     */
    public ErrorRules on(String word, ErrorCode code) {
        return on(error -> error.is(word), code);
    }

    /**
     * {@return these rules and one more, for an error that only a live key can meet}
     *
     * @param when what the rule is for
     * @param code what the error means
     */
    public ErrorRules onLiveKey(Predicate<VendorError> when, ErrorCode code) {
        return plus(new Rule(when, code, true, null));
    }

    /**
     * {@return these rules, with what a person can do about errors of a kind that have no hint of their own, also where
     * a default says the kind}
     *
     * @param code the kind
     * @param hint what a person can do, in place of what is said for the code
     */
    public ErrorRules hinting(ErrorCode code, String hint) {
        Map<ErrorCode, String> more = new EnumMap<>(ErrorCode.class);
        more.putAll(hints);
        more.put(code, hint);
        return new ErrorRules(rules, more);
    }

    /**
     * {@return these rules, then the other ones}
     *
     * @param others looked at after these
     */
    public ErrorRules then(ErrorRules others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        Map<ErrorCode, String> allHints = new HashMap<>(others.hints);
        allHints.putAll(hints);
        return new ErrorRules(List.copyOf(all), Map.copyOf(allHints));
    }

    /**
     * {@return what an error means}
     *
     * @param error the vendor's error
     */
    public Meaning read(VendorError error) {
        for (List<Rule> list : List.of(rules, DEFAULTS)) {
            for (Rule rule : list) {
                if (rule.when().test(error)) {
                    return new Meaning(
                            rule.code(), rule.keyIsLive(), rule.hint() != null ? rule.hint() : hints.get(rule.code()));
                }
            }
        }
        return new Meaning(error.structured() ? ErrorCode.PROVIDER_UNAVAILABLE : ErrorCode.BAD_RESPONSE, false);
    }

    private ErrorRules plus(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new ErrorRules(List.copyOf(more), hints);
    }

    /**
     * What an error means.
     *
     * @param code the kind of failure
     * @param keyIsLive whether only a live key can meet it
     * @param hint what a person can do; null for what is said for the code
     */
    public record Meaning(
            ErrorCode code, boolean keyIsLive, @Nullable String hint) {

        /**
         * A meaning without a hint of its own.
         *
         * @param code the kind of failure
         * @param keyIsLive whether only a live key can meet it
         */
        public Meaning(ErrorCode code, boolean keyIsLive) {
            this(code, keyIsLive, null);
        }
    }

    private record Rule(
            Predicate<VendorError> when,
            ErrorCode code,
            boolean keyIsLive,
            @Nullable String hint) {

        private Rule(Predicate<VendorError> when, ErrorCode code, boolean keyIsLive) {
            this(when, code, keyIsLive, null);
        }

        private Rule {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(code, "code");
        }
    }
}
