package dev.byok.examples.gateway.routes;

import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beyond OpenAI's members, in its member {@code byok}.
 *
 * @param fallbacks models to try, in this order, when the first cannot serve
 */
record ChatOptions(List<String> fallbacks) {

    private static final Set<String> KNOWN = Set.of("fallbacks");

    static ChatOptions of(Map<String, Object> own) {
        Object given = own.getOrDefault("byok", Map.of());
        if (!(given instanceof Map<?, ?> options)) {
            throw refused("'byok' is not an object");
        }
        for (Object name : options.keySet()) {
            if (!KNOWN.contains(name)) {
                throw refused("'byok' has a member that is not known");
            }
        }
        return new ChatOptions(texts(options.get("fallbacks")));
    }

    void applyTo(ChatCall call) {
        fallbacks.forEach(call::fallback);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw refused("'byok.fallbacks' is not a list of texts");
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, rule)
                .hint("known members of byok: "
                        + String.join(", ", KNOWN.stream().sorted().toList()))
                .build();
    }
}
