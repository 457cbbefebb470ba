package dev.byok.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.ByokException;
import dev.byok.ErrorCode;

/** A body of somebody's client is read, or refused with the one error that names what is wrong with it. */
class OpenAiFormatFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void request(FuzzedDataProvider data) {
        String body = data.consumeRemainingAsString();
        try {
            OpenAiFormat.Request read = OpenAiFormat.readRequest(body, "byok");

            assertThat(read.request().messages()).isNotEmpty();
        } catch (ByokException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refused.getCause()).isNull();
            if (body.strip().length() > 40) {
                assertThat(refused.getMessage() + refused.hint()).doesNotContain(body.strip());
            }
        }
    }
}
