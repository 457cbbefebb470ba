package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialStatus;
import dev.byok.routing.Attempt;
import dev.byok.routing.ChainStep;
import dev.byok.spi.StoredCredential;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of errors in docs/routing.md, a line for a line: what each does to the call and to the key. */
class ErrorTableTest {

    private static final Duration TOLD = Duration.ofSeconds(2);

    /** What an error does to the stored key and its route. */
    private enum Key {
        STAYS,
        INVALID,
        NOTED,
        UNDECRYPTABLE,
        COOLED_TEN_MINUTES,
        COOLED_AS_TOLD,
        COOLED_ON_REPETITION
    }

    private record Line(String id, int http, int attempts, boolean next, Key key) {

        ErrorCode code() {
            return Arrays.stream(ErrorCode.values())
                    .filter(code -> code.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Line> lines() {
        return Stream.of(
                new Line("unsupported_provider", 400, 1, false, Key.STAYS),
                new Line("invalid_fields", 400, 1, false, Key.STAYS),
                new Line("plan_blocks_byok", 403, 1, false, Key.STAYS),
                new Line("no_api_key", 403, 1, true, Key.STAYS),
                new Line("provider_disabled", 403, 1, true, Key.STAYS),
                new Line("e2e_locked", 403, 1, true, Key.STAYS),
                new Line("BYOK_AUTH_FAILED", 401, 1, true, Key.INVALID),
                new Line("permission_denied", 403, 1, true, Key.NOTED),
                new Line("BYOK_QUOTA_EXCEEDED", 402, 1, true, Key.COOLED_TEN_MINUTES),
                new Line("rate_limited", 429, 3, true, Key.COOLED_AS_TOLD),
                new Line("BYOK_MODEL_NOT_FOUND", 404, 1, true, Key.STAYS),
                new Line("BYOK_ENDPOINT_UNREACHABLE", 502, 2, true, Key.STAYS),
                new Line("provider_unavailable", 503, 3, true, Key.COOLED_ON_REPETITION),
                new Line("timeout", 504, 1, true, Key.STAYS),
                new Line("invalid_request", 400, 1, false, Key.STAYS),
                new Line("context_too_long", 400, 1, true, Key.STAYS),
                new Line("content_blocked", 422, 1, false, Key.STAYS),
                new Line("cost_limit_exceeded", 402, 1, true, Key.STAYS),
                new Line("timestamps_unavailable", 503, 1, false, Key.STAYS),
                new Line("endpoint_not_allowed", 400, 1, false, Key.STAYS),
                new Line("bad_response", 502, 2, true, Key.STAYS),
                new Line("incomplete_response", 502, 1, false, Key.STAYS),
                new Line("unsupported_capability", 400, 1, true, Key.STAYS),
                new Line("undecryptable_credential", 500, 1, true, Key.UNDECRYPTABLE),
                new Line("conflict", 409, 1, false, Key.STAYS),
                new Line("not_found", 404, 1, false, Key.STAYS),
                new Line("configuration", 500, 1, false, Key.STAYS),
                new Line("cancelled", 499, 1, false, Key.STAYS));
    }

    @Test
    void everyCodeHasItsLine() {
        assertThat(lines().map(Line::code)).containsExactlyInAnyOrder(ErrorCode.values());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void does(Line line) {
        LoopBench bench = new LoopBench();
        bench.plans.key("tp_1", "openai").key("tp_2", "groq");
        bench.answering(bench.plans.openAi, key -> Optional.of(failure(line.code())))
                .serving(bench.plans.groq);

        // the second model has a larger window and a lower price
        RouteRequest.Builder asked = ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("groq/llama-3.1-8b")));
        List<ErrorCode> attempts;
        if (line.next()) {
            ChatResponse answer = bench.send(asked);
            assertThat(answer.receipt().served().orElseThrow().credentialId()).isEqualTo("tp_2");
            attempts = answer.receipt().attempts().stream().map(Attempt::error).toList();
            assertThat(attempts).hasSize(line.attempts() + 1);
        } else {
            ByokException failure = catchThrowableOfType(ByokException.class, () -> bench.send(asked));
            assertThat(failure.code()).isEqualTo(line.code());
            assertThat(failure.receipt().orElseThrow().attempts()).hasSize(line.attempts());
        }
        assertThat(line.code().httpStatus()).isEqualTo(line.http());
        assertThat(bench.sent.stream().filter("openai FAKE-tp_1"::equals)).hasSize(line.attempts());
        assertKey(bench, line.key());
    }

    private static void assertKey(LoopBench bench, Key key) {
        StoredCredential row = bench.row("tp_1");
        CredentialStatus status = switch (key) {
            case INVALID -> CredentialStatus.INVALID;
            case UNDECRYPTABLE -> CredentialStatus.UNDECRYPTABLE;
            default -> CredentialStatus.UNTESTED;
        };
        assertThat(row.status()).isEqualTo(status);
        assertThat(row.testedAt().isPresent()).isEqualTo(key == Key.INVALID);
        assertThat(row.statusReason().isPresent())
                .isEqualTo(key == Key.INVALID || key == Key.UNDECRYPTABLE || key == Key.NOTED);
        Duration cooled = switch (key) {
            case COOLED_TEN_MINUTES -> Duration.ofMinutes(10);
            case COOLED_AS_TOLD -> TOLD;
            case COOLED_ON_REPETITION -> Duration.ofSeconds(15);
            default -> Duration.ZERO;
        };
        Route route = new Route(bench.plans.openAi, "gpt-4o", row);
        if (!cooled.isZero()) {
            bench.plans.clock.move(cooled.minusMillis(1));
            assertThat(bench.plans.cooldowns.isCooling(route)).isTrue();
            bench.plans.clock.move(Duration.ofMillis(1));
        }
        assertThat(bench.plans.cooldowns.isCooling(route)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // a larger window serves, an equal, smaller or unknown one is not even asked
        "CONTEXT_TOO_LONG, openai/gpt-4o, anthropic/claude-sonnet-4-5, true",
        "CONTEXT_TOO_LONG, openai/gpt-4o, openai/gpt-4.1, true",
        "CONTEXT_TOO_LONG, anthropic/claude-sonnet-4-5, openai/gpt-4o, false",
        "CONTEXT_TOO_LONG, openai/gpt-4o, openai/gpt-4o-mini, false",
        "CONTEXT_TOO_LONG, openai/gpt-4o, anthropic/unknown, false",
        "CONTEXT_TOO_LONG, openai/unknown, anthropic/claude-sonnet-4-5, true",
        // a cheaper model serves, a dearer or unknown one is not even asked
        "COST_LIMIT_EXCEEDED, openai/gpt-4o, openai/gpt-4o-mini, true",
        "COST_LIMIT_EXCEEDED, openai/gpt-4o, anthropic/claude-sonnet-4-5, false",
        "COST_LIMIT_EXCEEDED, openai/gpt-4o, anthropic/unknown, false"
    })
    void someErrorsLeadOnlyToModelsThatMendThem(ErrorCode code, String first, String second, boolean serves) {
        LoopBench bench = new LoopBench();
        bench.plans.key("tp_1", "openai").key("tp_2", "anthropic");
        int[] calls = new int[1];
        for (FakeProvider provider : List.of(bench.plans.openAi, bench.plans.anthropic)) {
            bench.answering(provider, key -> calls[0]++ == 0 ? Optional.of(failure(code)) : Optional.empty());
        }
        RouteRequest.Builder asked = ask(first).fallbacks(List.of(ChainStep.of(second)));

        if (serves) {
            assertThat(bench.send(asked).receipt().fellBack()).isTrue();
        } else {
            ByokException failure = catchThrowableOfType(ByokException.class, () -> bench.send(asked));
            assertThat(failure.code()).isEqualTo(code);
            assertThat(calls[0]).isEqualTo(1);
        }
    }

    @Test
    void whatIsRuledOutOnceStaysRuledOut() {
        LoopBench bench = new LoopBench();
        bench.plans.key("tp_1", "openai").key("tp_2", "anthropic").key("tp_3", "groq");
        bench.answering(bench.plans.openAi, key -> Optional.of(failure(ErrorCode.CONTEXT_TOO_LONG)))
                .answering(bench.plans.anthropic, key -> Optional.of(failure(ErrorCode.TIMEOUT)))
                .serving(bench.plans.groq);

        ByokException failure = catchThrowableOfType(
                ByokException.class,
                () -> bench.send(ask("openai/gpt-4o")
                        .fallbacks(List.of(ChainStep.of("anthropic/claude-sonnet-4-5"), ChainStep.of("groq/gpt-4o")))));

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(bench.sent).containsExactly("openai FAKE-tp_1", "anthropic FAKE-tp_2");
    }

    private static ByokException failure(ErrorCode code) {
        return ByokException.of(code, "no")
                .retryAfter(code == ErrorCode.RATE_LIMITED ? TOLD : null)
                .build();
    }
}
