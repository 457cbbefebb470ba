package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * Whatever stands in a stored row, or is typed as a phrase, is read or refused with one of the known errors, and never
 * repeated. In a normal run the inputs in the test resources are replayed; CONTRIBUTING says how to look for more.
 */
class ParserFuzzTest {

    private static final EndToEndContext PLACE = new EndToEndContext("acme", "tp_1", "openai", "api_key");
    private static final Secret KEY = Secret.of("sk-FAKE-fuzzing-0123456789");
    private static final TinkSealer SEALER = new TinkSealer(MasterKeys.ephemeral());
    private static final EndToEndKey DEVICE = EndToEndKey.of(RecoveryPhrase.generate());
    private static final String SEALED = SEALER.seal(Contexts.HOME, KEY);
    private static final String SEALED_END_TO_END = new EndToEndSealer(DEVICE).seal(PLACE, KEY);

    @FuzzTest(maxDuration = "2m")
    void sealedText(FuzzedDataProvider data) {
        String text = data.consumeBoolean() ? data.consumeRemainingAsString() : mutated(SEALED, data);

        SEALER.keyId(text);
        try (Secret opened = SEALER.open(Contexts.HOME, text)) {
            assertThat(text).isEqualTo(SEALED);
            assertThat(opened).isEqualTo(KEY);
        } catch (ByokException refused) {
            assertRefused(refused, text, ErrorCode.UNDECRYPTABLE);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void endToEndText(FuzzedDataProvider data) {
        String text = data.consumeBoolean() ? data.consumeRemainingAsString() : mutated(SEALED_END_TO_END, data);

        try (Secret opened = DEVICE.open(PLACE, text)) {
            assertThat(text).isEqualTo(SEALED_END_TO_END);
            assertThat(opened).isEqualTo(KEY);
        } catch (ByokException refused) {
            assertRefused(refused, text, ErrorCode.UNDECRYPTABLE, ErrorCode.E2E_LOCKED);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void phrase(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();

        try (RecoveryPhrase phrase = RecoveryPhrase.read(typed)) {
            String words = new String(phrase.reveal());
            assertThat(words.split(" ")).hasSize(RecoveryPhrase.WORDS);
            assertThat(new String(RecoveryPhrase.read(words).reveal())).isEqualTo(words);
        } catch (ByokException refused) {
            assertRefused(refused, typed, ErrorCode.INVALID_REQUEST);
        }
    }

    private static String mutated(String sealed, FuzzedDataProvider data) {
        byte[] blob = Base64.getUrlDecoder().decode(sealed.substring(5));
        byte[] changed = Arrays.copyOf(blob, data.consumeInt(0, blob.length + 32));
        while (data.remainingBytes() > 0 && changed.length > 0) {
            changed[data.consumeInt(0, changed.length - 1)] ^= data.consumeByte();
        }
        return sealed.substring(0, 5) + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    }

    private static void assertRefused(ByokException refused, String text, ErrorCode... codes) {
        assertThat(Set.of(codes)).contains(refused.code());
        assertThat(refused.getCause()).isNull();
        // short texts are in any sentence by chance
        if (text.strip().length() > 12) {
            assertThat(refused.getMessage() + refused.hint()).doesNotContain(text.strip());
        }
    }
}
