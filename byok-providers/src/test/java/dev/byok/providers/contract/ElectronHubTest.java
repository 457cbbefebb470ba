package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.contract.Loopback.Streamed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Electron Hub's errors that come as the text of a whole answer; the contract's cases have those of streams. */
final class ElectronHubTest {

    private static final Contract CONTRACT = Contract.of("electronhub");

    // the upstream vendor's word on Electron Hub's own key: it must not touch the customer's
    private static final String REPLY =
            "{\"id\":\"chatcmpl-0009\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"### **Proxy error (HTTP 401 Unauthorized)**\\n\\n"
                    + "Incorrect API key provided: sk-FAKE-upstream\"},\"finish_reason\":\"stop\"}]}";

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void failsACallWithWhatCameAsItsAnswer() {
        SERVER.reply(200, "application/json", REPLY);

        isFailureOfTheVendor(catchThrowableOfType(ByokException.class, () -> SERVER.send(CONTRACT)));
    }

    @Test
    void failsAStreamThatCameWhole() {
        SERVER.reply(200, "application/json", REPLY);

        Streamed streamed = SERVER.stream(CONTRACT);

        assertThat(streamed.events()).isZero();
        isFailureOfTheVendor(streamed.failure());
    }

    private static void isFailureOfTheVendor(ByokException failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(failure.vendorCode()).contains("error_in_text");
        assertThat(failure.getMessage())
                .contains("Electron Hub reported an error: it came as the text of an answer")
                .doesNotContain("upstream", "401");
    }
}
