package dev.byok.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.credential.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Whatever a vendor writes around a key and however it writes the key: nothing of it is left, on one short line. */
class RedactorFuzzTest {

    private static final String KEY = "sk-FAKE-Zq8vTn3xWb5Lk7Rd2Hf9";
    private static final int SHOWN = 6;

    @FuzzTest(maxDuration = "1m")
    void text(FuzzedDataProvider data) {
        int form = data.consumeInt(0, 5);
        String before = data.consumeString(400);
        String text = before + written(form) + data.consumeRemainingAsString();

        String scrubbed = Redactor.scrub(text, List.of(Secret.of(KEY)));

        assertThat(scrubbed.length()).isLessThanOrEqualTo(300);
        assertThat(scrubbed).doesNotContain("\n", "\r", "\u001b", "\u0000", "\u2028");
        String lower = scrubbed.toLowerCase(Locale.ROOT);
        for (int at = 0; at + SHOWN <= KEY.length(); at++) {
            assertThat(lower).doesNotContain(KEY.substring(at, at + SHOWN).toLowerCase(Locale.ROOT));
        }
        assertThat(lower).doesNotContain(hex().substring(10, 30), base64().substring(4, 20));
    }

    private static String written(int form) {
        return switch (form) {
            case 0 -> KEY;
            case 1 -> KEY.substring(0, 12);
            case 2 -> KEY.substring(KEY.length() - 8);
            case 3 -> hex();
            case 4 -> Base64.getEncoder().encodeToString(KEY.getBytes(UTF_8));
            default -> "";
        };
    }

    private static String hex() {
        return HexFormat.of().formatHex(KEY.getBytes(UTF_8));
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(KEY.getBytes(UTF_8)).toLowerCase(Locale.ROOT);
    }
}
