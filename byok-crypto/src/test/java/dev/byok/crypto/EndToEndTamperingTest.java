package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndToEndTamperingTest {

    private static final EndToEndContext HOME = new EndToEndContext("acme", "tp_1", "openai", "api_key");
    private static final Secret KEY = Secret.of("sk-FAKE-tampering-01234");

    private final EndToEndKey key = EndToEndKey.of(RecoveryPhrase.generate());
    private final String sealed = new EndToEndSealer(key).seal(HOME, KEY);
    private final byte[] blob = Base64.getUrlDecoder().decode(sealed.substring(5));

    @Test
    void opensTheUntouchedText() {
        assertThat(key.open(HOME, text(blob))).isEqualTo(KEY);
    }

    @Test
    void refusesEveryFlippedBit() {
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(text(flipped));
        }
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < blob.length; length++) {
            assertRefused(text(Arrays.copyOf(blob, length)));
            assertRefused(text(Arrays.copyOfRange(blob, blob.length - length, blob.length)));
        }
        for (int length = 0; length < sealed.length(); length++) {
            assertRefused(sealed.substring(0, length));
        }
    }

    @Test
    void refusesAppendedBytes() {
        for (int more = 1; more <= 32; more++) {
            assertRefused(text(Arrays.copyOf(blob, blob.length + more)));
            assertRefused(sealed + "A".repeat(more));
        }
    }

    @Test
    void refusesEveryOtherSpellingOfTheSameBytes() {
        byte[] oneByteLeft = Base64.getUrlDecoder()
                .decode(new EndToEndSealer(key).seal(HOME, Secret.of("FAKE")).substring(5));
        String spelled = text(oneByteLeft);
        assertThat(oneByteLeft.length % 3).isNotZero();
        assertThat(key.open(HOME, spelled)).isEqualTo(Secret.of("FAKE"));

        assertRefused("bke1." + Base64.getUrlEncoder().encodeToString(oneByteLeft));
        assertRefused(spelled + "=");
        assertRefused(spelled + "\n");
        assertRefused(" " + spelled);
        assertRefused(spelled.replace("bke1", "BKE1"));
        char last = spelled.charAt(spelled.length() - 1);
        for (char c = 0; c < 256; c++) {
            if (c != last) {
                assertRefused(spelled.substring(0, spelled.length() - 1) + c);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bke1",
                "bke1.",
                "bke1.QktF",
                "bke1.QktFAQE",
                "bke2.QktFAgEA",
                "bke0.QktFAQEA",
                "bks1.QktTAQEAAAAB",
                "sk-FAKE-in-the-clear",
                "\ud83d\udd11\ud83d"
            })
    void refusesForeignText(String text) {
        assertRefused(text);
        assertRefused(text + "A".repeat(1_000_000));
    }

    @Test
    void tellsANewerFormatFromDamage() {
        byte[] newer = blob.clone();
        newer[4] = 2;

        assertThat(refusal(text(newer))).hasMessageContaining("newer format");
        assertThat(refusal("bke2.QktFAgEA")).hasMessageContaining("newer format");
    }

    private static String text(byte[] bytes) {
        return "bke1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Throwable refusal(String text) {
        return catchThrowable(() -> key.open(HOME, text));
    }

    private void assertRefused(String text) {
        Throwable refusal = refusal(text);

        assertThat(refusal).as(text).isInstanceOf(ByokException.class).hasNoCause();
        // who changes salt or commitment makes it look like another phrase's
        assertThat(Set.of(ErrorCode.UNDECRYPTABLE, ErrorCode.E2E_LOCKED)).contains(((ByokException) refusal).code());
        assertThat(refusal.getMessage()).contains("tp_1").doesNotContain("FAKE");
    }
}
