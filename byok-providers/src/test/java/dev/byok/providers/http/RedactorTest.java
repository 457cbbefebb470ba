package dev.byok.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String KEY = "sk-FAKE-Zq8vTn3xWb5Lk7Rd2Hf9";
    /** A key with the characters that base64, URLs, HTML and regular expressions treat specially. */
    private static final String AWKWARD = "sk-FAKE-a+b/c=d.(e)[f]{1,2}*g|h^i$j\\k?l&m%n<o>p\"q'r";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: %s.",
                "%s",
                "key=%s&model=x",
                "<html><body>Unauthorized: <b>%s</b></body></html>",
                "<a href='/keys?key=%s'>key</a>",
                "{\"error\":{\"message\":\"bad key %s\"}}",
                "{\\\"key\\\":\\\"%s\\\"}",
                "(%s)",
                "[%s]",
                "a%sb",
                "%1$s%1$s",
                "%1$s and again %1$s",
                "Authorization: Bearer %s",
                "https://user:%s@host/path",
                "\u0000%s\u0007",
                "\u00ab%s\u00bb",
                "\uD83D\uDD11%s\uD83D\uDD11"
            })
    void takesTheWholeKeyOut(String text) {
        assertNothingIsLeft(KEY, scrub(text.formatted(KEY), KEY));
        assertNothingIsLeft(AWKWARD, scrub(text.formatted(AWKWARD), AWKWARD));
    }

    @Test
    void takesPartsOutThatVendorsShow() {
        for (String part : List.of(
                "sk-FAKE-********************2Hf9",
                "sk-FAKE-*2Hf9",
                "********2Hf9",
                "**2Hf9",
                "*2Hf9",
                "\u20262Hf9",
                "sk-FA\u2022\u2022\u2022\u20222Hf9",
                "\u2022\u2022\u20222Hf9",
                "sk-FAKE-...2Hf9",
                "sk-FAKE-xxxxxxxx2Hf9",
                "xxxxxxxx2Hf9",
                KEY.substring(0, 12),
                KEY.substring(8, 14),
                KEY.substring(KEY.length() - 8))) {
            assertThat(scrub("Invalid key: " + part + " given", KEY))
                    .as(part)
                    .isEqualTo("Invalid key: [redacted] given");
        }
    }

    @Test
    void takesEncodedFormsOut() {
        for (String key : List.of(KEY, AWKWARD)) {
            byte[] utf8 = key.getBytes(UTF_8);
            for (String form : List.of(
                    Base64.getEncoder().encodeToString(utf8),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(utf8),
                    HexFormat.of().formatHex(utf8),
                    HexFormat.of().withUpperCase().formatHex(utf8),
                    percentEncoded(utf8),
                    percentEncoded(utf8).toLowerCase(Locale.ROOT),
                    key.toLowerCase(Locale.ROOT),
                    key.toUpperCase(Locale.ROOT))) {
                assertThat(scrub("sent " + form + " here", key)).as(form).isEqualTo("sent [redacted] here");
            }
        }
    }

    // somebody else's: the secret at hand is another one
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.telegram.org/bot%s/getMe",
                "/bot%s/",
                "bot%s",
                "%s",
                "(%s)",
                "key%s",
                "\"/bot%s/sendMessage\"",
                "curl https://proxy.example.com/bot%s/getMe?x=1"
            })
    void takesTokensOfBotsOutAlsoWithinUrls(String text) {
        String digits = "123456789";
        String rest = "AAFAKEfakeFAKEfakeFAKEfakeFAKEfakeX";
        for (String colon : new String[] {":", "%3A", "%3a", "%253A"}) {
            String scrubbed = scrub("tried " + text.formatted(digits + colon + rest) + " twice", KEY);

            assertThat(scrubbed).contains("[redacted]").endsWith(" twice").doesNotContain(digits, "FAKEfake");
        }
    }

    @Test
    void leavesTimesAndPortsAlone() {
        String text = "at 2026-11-21T12:00:00Z on 127.0.0.1:65535, job 12345678:retry-after-some-time";

        assertThat(scrub(text, KEY)).isEqualTo(text);
    }

    // within a larger text base64 depends on where the key begins: Basic credentials, a JSON document
    @Test
    void takesBase64OutAtEveryAlignment() {
        for (String before : List.of("", "u", "us", "user:", "{\"api_key\":\"")) {
            byte[] whole = (before + KEY + "\"}").getBytes(UTF_8);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                assertThat(scrub("token " + encoder.encodeToString(whole) + " refused", KEY))
                        .as(before)
                        .isEqualTo("token [redacted] refused");
            }
        }
    }

    @Test
    void takesEveryKeyOutWhenKeysOverlapOrHoldEachOther() {
        String inner = "FAKE-inner-Zq8v";
        String outer = "sk-FAKE-inner-Zq8vTn3";
        for (List<String> keys : List.of(List.of(inner, outer), List.of(outer, inner))) {
            assertThat(scrub("keys " + outer + " and " + inner + ".", keys))
                    .isEqualTo("keys [redacted] and [redacted].");
        }
        // the second begins inside the first
        assertThat(scrub("id sk-FAKE-Zq8vTn3xWb5L end", List.of("sk-FAKE-Zq8vTn3x", "Tn3xWb5L")))
                .isEqualTo("id [redacted] end");
        // a key that begins like itself
        assertThat(scrub("id FAKE-abFAKE-abcd end", "FAKE-abcd")).isEqualTo("id [redacted] end");
    }

    @Test
    void doesNotEatTextForShortKeys() {
        for (String key : List.of("", "e", "key", "token", "model")) {
            assertThat(scrub("The key of the model is a token: check the key.", key))
                    .isEqualTo("The key of the model is a token: check the key.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You exceeded your current quota, please check your plan and billing details.",
                "The model `gpt-5` does not exist or you do not have access to it.",
                "This model's maximum context length is 128000 tokens. However, your messages resulted in 130512 tokens.",
                "Rate limit reached for gpt-4o in organization org-abc123 on tokens per min (TPM): Limit 30000, Used 29000.",
                "Your risk-assessment and desk-reservation tasks need disk-encryption.",
                "The task-management_v2 tool is unknown.",
                "This needs the Basic plan or higher.",
                "Basic authentication is not supported; use a Bearer token in the Authorization header.",
                "Missing bearer authentication in header",
                "Expected 'Bearer <key>' but got nothing",
                "Use **bold** words carefully",
                "Loading... please wait",
                "Invalid value: 'x'. Supported values are: 'low', 'medium', and 'high'.",
                "messages.0.content.1.image_url.url: must start with https://",
                "Unrecognized request argument supplied: max_completion_tokens",
                "max_tokens: 9000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet-20241022",
                "Quota metric 'generativelanguage.googleapis.com/generate_content_free_tier_requests', limit: 15",
                "See https://platform.openai.com/account/rate-limits to learn more (request id: req_0123456789abcdef).",
                "Das Modell \u00bbgro\u00df\u00ab gibt es nicht \u2013 bitte pr\u00fcfen.",
                "\u6a21\u578b\u4e0d\u5b58\u5728\uff0c\u8bf7\u68c0\u67e5\u3002"
            })
    void leavesOrdinarySentencesAlone(String text) {
        assertThat(scrub(text, KEY)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-FAKEotherZq8vTn3",
                "sk-proj-FAKE_other-Zq8vTn3",
                "sk-ant-api03-FAKE_other-Zq8v",
                "sk-or-v1-FAKE0123456789abcdef",
                "sk_live_FAKE0123456789abcdef",
                "gsk_FAKE0123456789abcdef",
                "xai-FAKE0123456789abcdef",
                "csk-FAKE0123456789abcdef",
                "pplx-FAKE0123456789abcdef",
                "hf_FAKE0123456789abcdef",
                "r8_FAKE0123456789abcdef",
                "fw_FAKE0123456789abcdef",
                "tgp_v1_FAKE0123456789abcdef",
                "AIzaFAKE0123456789abcdefghijkl",
                "AQ.FAKE0123456789abcdef",
                "eyJGQUtFIjoiZmFrZSJ9.eyJGQUtFIjoiZmFrZSJ9.FAKE0123",
                "Bearer FAKE0123456789abcdef",
                "bearer FAKE0123456789abcdef",
                "Basic RkFLRTpGQUtFMDEyMzQ1Njc4OQ=="
            })
    void takesKeysOfOtherVendorsOut(String foreign) {
        assertThat(scrub("upstream refused " + foreign + " today", KEY)).isEqualTo("upstream refused [redacted] today");
    }

    @Test
    void writesOneLineWithoutControlCharacters() {
        assertThat(scrub("a\r\nb\tc\u0000d\u001b[31me\u007ff\u2028g\u2029h\u0085i\u009bj", KEY))
                .isEqualTo("a b c d [31me f g h i j");
    }

    // they make a terminal or a page show text in another order than it is written
    @Test
    void takesDirectionMarksOut() {
        assertThat(scrub("a\u202eb\u2066c\u2069d\u200fe", KEY)).isEqualTo("a b c d e");
    }

    @Test
    void shortensLongTextsWithoutHalvingACharacter() {
        String text = "z".repeat(298) + "\uD83D\uDE00\uD83D\uDE00";

        assertThat(scrub("z".repeat(300), KEY)).isEqualTo("z".repeat(300));
        assertThat(scrub("z".repeat(301), KEY)).isEqualTo("z".repeat(299) + "\u2026");
        assertThat(scrub(text, KEY)).isEqualTo("z".repeat(298) + "\u2026");
        assertThat(scrub("half \uD83D of one", KEY)).isEqualTo("half of one");
    }

    // the work is bounded because nothing behind a fixed length is looked at: changing it changes nothing
    @Test
    void looksAtTheBeginningOfLongTextsOnly() {
        String beginning = ("Key " + KEY + " refused, or " + KEY.substring(0, 10) + "\u2022\u2022\u2022. ").repeat(30);
        String expected = scrub(beginning, KEY);

        for (String rest : List.of(
                "a".repeat(1 << 20), "eyJ" + ".".repeat(1 << 20), "Bearer ".repeat(1 << 17), KEY.repeat(1 << 15))) {
            assertThat(scrub(beginning + rest, KEY)).isEqualTo(expected);
        }
        assertThat(expected).hasSizeLessThanOrEqualTo(300).doesNotContain("FAKE");
    }

    @Test
    void takesAKeyOutThatTheCutGoesThrough() {
        String key = "sk-FAKE-" + "Zq8vTn3xWb5Lk7Rd2Hf9".repeat(20);
        for (int before = 240; before < 320; before++) {
            assertThat(scrub("a ".repeat(before / 2) + " ".repeat(before % 2) + key, key))
                    .as("%d characters before", before)
                    .doesNotContain("FAKE", "Zq8v");
        }
        // keys that shrink to a word make room for what comes after the cut
        assertThat(scrub(key.concat(" ").repeat(40), key)).doesNotContain("FAKE", "Zq8v");
    }

    private static void assertNothingIsLeft(String key, String scrubbed) {
        assertThat(scrubbed).contains("[redacted]");
        for (int start = 0; start + 6 <= key.length(); start++) {
            assertThat(scrubbed).doesNotContain(key.substring(start, start + 6));
        }
    }

    private static String percentEncoded(byte[] utf8) {
        StringBuilder text = new StringBuilder();
        for (byte b : utf8) {
            char c = (char) b;
            boolean plain = Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted(b));
        }
        return text.toString();
    }

    private static String scrub(String text, String key) {
        return scrub(text, List.of(key));
    }

    private static String scrub(String text, List<String> keys) {
        return Redactor.scrub(text, keys.stream().map(Secret::of).toList());
    }
}
