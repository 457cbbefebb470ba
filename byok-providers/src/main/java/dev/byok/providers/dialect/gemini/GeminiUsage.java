package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.Json;

/**
 * Tokens so far. Every chunk may report, and may leave out what an earlier one told; some tell nothing but the kind of
 * traffic.
 */
final class GeminiUsage {

    private long prompt;
    private long tools;
    private long cached;
    private long candidates;
    private long thoughts;

    /** Takes a report; whether it told any tokens. */
    boolean add(JsonNode report) {
        if (!report.hasNonNull("promptTokenCount")
                && !report.hasNonNull("candidatesTokenCount")
                && !report.hasNonNull("totalTokenCount")) {
            return false;
        }
        prompt = latest(report, "promptTokenCount", prompt);
        tools = latest(report, "toolUsePromptTokenCount", tools);
        cached = latest(report, "cachedContentTokenCount", cached);
        candidates = latest(report, "candidatesTokenCount", candidates);
        thoughts = latest(report, "thoughtsTokenCount", thoughts);
        return true;
    }

    /** The prompt includes cached tokens here, but neither what tools put into it, nor the candidates the thoughts. */
    Usage total() {
        return new Usage(prompt + tools, cached, 0, candidates + thoughts, thoughts, true);
    }

    private static long latest(JsonNode report, String name, long before) {
        return report.hasNonNull(name) ? Json.longOrZero(report, name) : before;
    }
}
