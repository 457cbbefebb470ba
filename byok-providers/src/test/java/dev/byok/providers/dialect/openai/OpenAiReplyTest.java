package dev.byok.providers.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.Usage;
import dev.byok.providers.spec.Json;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What vendors call alike things. */
final class OpenAiReplyTest {

    @Test
    void findsCachedTokensUnderEveryName() {
        for (String cached : new String[] {
            "'prompt_tokens_details':{'cached_tokens':64}",
            "'prompt_tokens_details':{'cached_tokens':64},'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36",
            "'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36",
            "'num_cached_tokens':64"
        }) {
            assertThat(usage("{'prompt_tokens':100,'completion_tokens':5,'total_tokens':105," + cached + "}"))
                    .as(cached)
                    .isEqualTo(new Usage(100, 64, 0, 5, 0, true));
        }
    }

    @Test
    void countsReasoningOnceWhereverItIsCounted() {
        assertThat(usage("{'prompt_tokens':32,'completion_tokens':9,'total_tokens':135,"
                        + "'completion_tokens_details':{'reasoning_tokens':94}}"))
                .isEqualTo(new Usage(32, 0, 0, 103, 94, true));
        assertThat(usage("{'prompt_tokens':32,'completion_tokens':103,'total_tokens':135,"
                        + "'completion_tokens_details':{'reasoning_tokens':94}}"))
                .isEqualTo(new Usage(32, 0, 0, 103, 94, true));
        assertThat(usage("{'prompt_tokens':32,'completion_tokens':103,"
                        + "'completion_tokens_details':{'reasoning_tokens':94}}"))
                .isEqualTo(new Usage(32, 0, 0, 103, 94, true));
    }

    @Test
    void knowsNoUsageFromASumAlone() {
        assertThat(usage("{'total_tokens':0,'total_characters':0}")).isEqualTo(Usage.UNKNOWN);
        assertThat(usage("{'total_tokens':7,'completion_tokens':7}")).isEqualTo(new Usage(0, 0, 0, 7, 0, true));
    }

    @Test
    void findsReasoningWhereverItIs() {
        for (String message : new String[] {
            "{'reasoning_content':'Be brief.'}",
            "{'reasoning':'Be brief.'}",
            "{'reasoning':'Be brief.','reasoning_details':[{'type':'reasoning.text','text':'Be brief.'}]}",
            "{'reasoning_content':'','reasoning_details':[{'text':'Be'},{'text':' brief.'}]}",
            "{'content':[{'type':'thinking','thinking':[{'type':'text','text':'Be brief.'}]},{'type':'text','text':'Hi'}]}"
        }) {
            assertThat(OpenAiReply.reasoning(Json.readOrNull(message.replace('\'', '"'))))
                    .as(message)
                    .isEqualTo("Be brief.");
        }
        assertThat(OpenAiReply.reasoning(Json.readOrNull("{\"content\":\"Hi\"}")))
                .isEmpty();
    }

    @Test
    void readsWhatWasChargedOnlyWhereItIsInDollars() {
        String usage = "{'prompt_tokens':9,'completion_tokens':2,'cost':0.0002}";

        assertThat(usage(usage).charged()).isEmpty();
        assertThat(usage(usage, OpenAiQuirks.none().dollarsInUsage()).charged()).contains(new BigDecimal("0.0002"));
        for (String cost : new String[] {"'a lot'", "-1", "1e999"}) {
            assertThat(usage(
                                    "{'prompt_tokens':9,'cost':" + cost + "}",
                                    OpenAiQuirks.none().dollarsInUsage())
                            .charged())
                    .isEmpty();
        }
    }

    private static Usage usage(String usage) {
        return usage(usage, OpenAiQuirks.none());
    }

    private static Usage usage(String usage, OpenAiQuirks quirks) {
        return OpenAiReply.usage(Json.readOrNull("{\"usage\":" + usage.replace('\'', '"') + "}"), quirks);
    }
}
