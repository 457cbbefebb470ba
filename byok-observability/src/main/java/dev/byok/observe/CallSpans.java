package dev.byok.observe;

import dev.byok.chat.Usage;
import dev.byok.event.CallEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;

/** Makes the spans of a call that is over. */
final class CallSpans {

    private final Tracer tracer;

    CallSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    void record(CallEvent call) {
        List<Attempt> attempts = call.receipt().attempts();
        Span parent = tracer.spanBuilder("byok " + call.capability())
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(call.startedAt())
                .setAttribute(GenAi.TENANT, call.tenant())
                .setAttribute(GenAi.OPERATION, call.capability())
                .setAttribute(AttributeKey.longKey(GenAi.ATTEMPTS), attempts.size())
                .startSpan();
        call.receipt().cost().ifPresent(cost -> parent.setAttribute(GenAi.COST, cost.doubleValue()));
        call.failure().ifPresent(code -> {
            parent.setStatus(StatusCode.ERROR);
            parent.setAttribute(GenAi.ERROR_TYPE, code.id());
        });
        Context inside = Context.current().with(parent);
        for (int number = 1; number <= attempts.size(); number++) {
            record(call, attempts.get(number - 1), number, inside);
        }
        parent.end(call.startedAt().plus(call.duration()));
    }

    private void record(CallEvent call, Attempt attempt, int number, Context parent) {
        SpanBuilder builder = tracer.spanBuilder(call.capability() + " " + attempt.model())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(attempt.startedAt())
                .setAttribute(GenAi.OPERATION, call.capability())
                .setAttribute(GenAi.PROVIDER, GenAi.provider(attempt))
                .setAttribute(GenAi.REQUEST_MODEL, attempt.model())
                .setAttribute(GenAi.TENANT, call.tenant())
                .setAttribute(GenAi.SOURCE, attempt.source().name())
                .setAttribute(AttributeKey.longKey(GenAi.ATTEMPT), number)
                .setAttribute(GenAi.SENT, attempt.sent());
        if (attempt.credentialId() != null) {
            builder.setAttribute(GenAi.CREDENTIAL, attempt.credentialId());
        }
        Span span = builder.startSpan();
        describe(span, attempt);
        span.end(attempt.startedAt().plus(attempt.duration()));
    }

    private static void describe(Span span, Attempt attempt) {
        attempt.failure().ifPresent(code -> {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(GenAi.ERROR_TYPE, code.id());
        });
        if (attempt.vendorStatus() != 0) {
            span.setAttribute(GenAi.HTTP_STATUS, attempt.vendorStatus());
        }
        Duration firstContent = attempt.firstContent();
        if (firstContent != null) {
            span.setAttribute(GenAi.FIRST_CHUNK, GenAi.seconds(firstContent));
        }
        attempt.cost().dollars().ifPresent(cost -> span.setAttribute(GenAi.COST, cost.doubleValue()));
        describe(span, attempt.consumption());
    }

    private static void describe(Span span, Consumption used) {
        Usage tokens = used.tokens();
        if (tokens.known()) {
            span.setAttribute(GenAi.INPUT_TOKENS, tokens.inputTokens());
            span.setAttribute(GenAi.OUTPUT_TOKENS, tokens.outputTokens());
            setIfAny(span, GenAi.CACHE_READ_TOKENS, tokens.cachedInputTokens());
            setIfAny(span, GenAi.CACHE_CREATION_TOKENS, tokens.cacheWriteTokens());
            setIfAny(span, GenAi.REASONING_TOKENS, tokens.reasoningTokens());
        }
        setIfAny(span, GenAi.CHARACTERS, used.characters());
        if (!used.audio().isZero()) {
            span.setAttribute(GenAi.AUDIO, GenAi.seconds(used.audio()));
        }
        setIfAny(span, GenAi.BYTES_SENT, used.bytesSent());
        setIfAny(span, GenAi.BYTES_RECEIVED, used.bytesReceived());
        if (used.estimated()) {
            span.setAttribute(GenAi.ESTIMATED, true);
        }
    }

    private static void setIfAny(Span span, String name, long value) {
        if (value > 0) {
            span.setAttribute(name, value);
        }
    }
}
