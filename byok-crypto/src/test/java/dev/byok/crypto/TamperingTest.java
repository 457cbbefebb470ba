package dev.byok.crypto;

import static dev.byok.ErrorCode.UNDECRYPTABLE;
import static dev.byok.crypto.Contexts.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.byok.ByokException;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TamperingTest {

    private static final String KEY = "sk-FAKE-tampering-0123456789";
    private static final int KEY_ID_AT = 10;

    private final MasterKeys keys = MasterKeys.ephemeral().withNewKey();
    private final TinkSealer sealer = new TinkSealer(keys);
    private final String sealed = sealer.seal(HOME, Secret.of(KEY));
    private final byte[] blob = Base64.getUrlDecoder().decode(sealed.substring(5));

    @Test
    void opensTheUntouchedText() {
        assertThat(sealer.open(HOME, text(blob))).isEqualTo(Secret.of(KEY));
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
    void refusesEveryOtherValueInTheHeader() {
        for (int at = 0; at < KEY_ID_AT; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = blob.clone();
                changed[at] ^= (byte) change;
                assertRefused(text(changed));
            }
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
            assertRefused(sealed + sealed.substring(5, 5 + more));
        }
    }

    @Test
    void refusesTheIdOfAnotherMasterKey() {
        for (long id : keys.keyIds()) {
            if (id != keys.primaryKeyId()) {
                assertRefused(text(withKeyId((int) id)));
            }
        }
        for (int id : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertRefused(text(withKeyId(id)));
        }
    }

    @Test
    void refusesEveryOtherSpellingOfTheSameBytes() {
        byte[] oneByteLeft = Base64.getUrlDecoder()
                .decode(sealer.seal(HOME, Secret.of("sk-FAKE-10")).substring(5));
        String spelled = text(oneByteLeft);
        assertThat(oneByteLeft.length % 3).isNotZero();
        assertThat(sealer.open(HOME, spelled)).isEqualTo(Secret.of("sk-FAKE-10"));

        assertRefused("bks1." + Base64.getUrlEncoder().encodeToString(oneByteLeft));
        assertRefused(spelled + "=");
        assertRefused(spelled + "\n");
        assertRefused(spelled.substring(0, 40) + "\n" + spelled.substring(40));
        assertRefused(" " + spelled);
        assertRefused(spelled + " ");
        assertRefused(spelled.replace("bks1", "BKS1"));
        char last = spelled.charAt(spelled.length() - 1);
        for (char c = 0; c < 256; c++) {
            if (c != last) {
                assertRefused(spelled.substring(0, spelled.length() - 1) + c);
            }
        }
    }

    @Test
    void refusesTheStandardAlphabet() {
        for (int i = 5; i < sealed.length(); i++) {
            for (char c : new char[] {'+', '/', '=', '\0', '.', '\u00e9', '\u0410', '\uff21', '\ud800'}) {
                assertRefused(sealed.substring(0, i) + c + sealed.substring(i + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "bks",
                "bks1",
                "bks1.",
                "bks1.QktT",
                "bks1.QktTAQEAAAAB",
                "bks1.====",
                "bks.QktTAQEAAAAB",
                "bks0.QktTAQEAAAAB",
                "bks2.QktTAQEAAAAB",
                "bks9999999999999.QktTAQEAAAAB",
                "bke1.QktTAQEAAAAB",
                "sk-FAKE-in-the-clear",
                "Secret[***]",
                "{\"sealed\":true}",
                "\ud83d\udd11\ud83d"
            })
    void refusesForeignText(String text) {
        assertRefused(text);
        assertRefused(text + "\u0000");
        assertRefused(text + "A".repeat(1_000_000));
    }

    // no part of the format is a length: wherever somebody writes one of a gibibyte, nothing is made room for
    @Test
    void refusesTheLengthOfAGibibyteAnywhere() {
        for (int at = 0; at + 4 <= blob.length; at++) {
            for (int length : new int[] {1 << 30, Integer.MAX_VALUE, -1}) {
                byte[] changed = blob.clone();
                ByteBuffer.wrap(changed).putInt(at, length);
                if (!Arrays.equals(changed, blob)) {
                    assertRefused(text(changed));
                }
            }
        }
    }

    @Test
    void refusesWhatWasSealedInTheOtherMode() {
        try (EndToEndKey device = EndToEndKey.of(RecoveryPhrase.generate())) {
            EndToEndContext place =
                    new EndToEndContext(HOME.tenant(), HOME.credential(), HOME.provider(), HOME.field());
            String other = new EndToEndSealer(device).seal(place, Secret.of(KEY));
            byte[] otherBlob = Base64.getUrlDecoder().decode(other.substring(5));

            assertRefused(other);
            assertRefused(text(otherBlob));
            for (String moved : new String[] {sealed, "bke1." + sealed.substring(5)}) {
                Throwable refusal = catchThrowable(() -> device.open(place, moved));
                assertThat(refusal).isInstanceOf(ByokException.class).hasNoCause();
                assertThat(((ByokException) refusal).code()).isEqualTo(UNDECRYPTABLE);
            }
        }
    }

    private byte[] withKeyId(int id) {
        byte[] changed = blob.clone();
        ByteBuffer.wrap(changed).putInt(KEY_ID_AT, id);
        return changed;
    }

    private static String text(byte[] bytes) {
        return "bks1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertRefused(String text) {
        Throwable refusal = catchThrowable(() -> sealer.open(HOME, text));

        assertThat(refusal).as(text).isInstanceOf(ByokException.class).hasNoCause();
        assertThat(((ByokException) refusal).code()).isEqualTo(UNDECRYPTABLE);
        assertThat(refusal.getMessage()).contains("tp_1").doesNotContain("FAKE");
    }
}
