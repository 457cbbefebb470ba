package dev.byok.crypto;

import static dev.byok.crypto.Contexts.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.spi.SealContext;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads when a key does not open. */
class RefusalTest {

    private final MasterKeys keys = MasterKeys.ephemeral();
    private final TinkSealer sealer = new TinkSealer(keys);
    private final String sealed = sealer.seal(HOME, Secret.of("sk-FAKE-refusal"));
    private final String keyName =
            "master key " + keys.primaryKeyId() + " (0x" + HexFormat.of().toHexDigits((int) keys.primaryKeyId()) + ")";

    @ParameterizedTest
    @ValueSource(strings = {"sk-FAKE-clear", "bke1.AAAA", "bks1.AAAA", "bks1.!", ""})
    void namesTheFormatOfWhatIsNone(String text) {
        assertThat(refusal(sealer, HOME, text)).isEqualTo("it is not a sealed key in the format bks1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bks2.QktTAgEAAAAB", "bks10.AAAA"})
    void tellsANewerFormatByItsName(String text) {
        assertThat(refusal(sealer, HOME, text)).contains("newer format");
    }

    @ParameterizedTest
    @CsvSource({"3,2", "3,255", "4,2", "4,200"})
    void tellsANewerFormatOrSuiteByTheHeader(int at, int value) {
        byte[] blob = Base64.getUrlDecoder().decode(sealed.substring(5));
        blob[at] = (byte) value;
        String newer = "bks1." + Base64.getUrlEncoder().withoutPadding().encodeToString(blob);

        assertThat(refusal(sealer, HOME, newer)).contains("newer format");
    }

    @Test
    void namesTheGenerationsOfTheSalt() {
        SealContext now = Contexts.of(HOME.tenant(), Contexts.salt(1, 3));

        assertThat(refusal(sealer, now, sealed))
                .isEqualTo("it was sealed with generation 1 of the tenant's salt, which is now at 3");
    }

    @Test
    void namesAMasterKeyThatIsNotThere() {
        TinkSealer other = new TinkSealer(MasterKeys.ephemeral());

        assertThat(refusal(other, HOME, sealed)).isEqualTo(keyName + " is not in the master keyset");
    }

    @Test
    void namesAMasterKeyThatIsDisabled() {
        MasterKeys two = keys.withNewKey();
        TinkSealer rotated = new TinkSealer(two.withPrimary(two.keyIds().get(1)).withDisabled(keys.primaryKeyId()));

        assertThat(refusal(rotated, HOME, sealed)).isEqualTo(keyName + " is disabled in the master keyset");
    }

    @Test
    void namesTheMasterKeyThatDoesNotAuthenticate() {
        SealContext moved = Contexts.of("globex", HOME.salt());

        assertThat(refusal(sealer, moved, sealed)).startsWith(keyName + " does not authenticate it");
    }

    @Test
    void keepsTheIdOfARowFromWritingLinesIntoALog() {
        SealContext hostile =
                new SealContext("acme", HOME.salt(), "tp\n2026 INFO fine\u001b[0m", "openai", "o", "f", 1);

        ByokException refused = catchThrowableOfType(ByokException.class, () -> sealer.open(hostile, sealed));

        assertThat(refused.getMessage()).startsWith("Credential tp?2026?INFO?fine?[0m does not open");
    }

    private static String refusal(TinkSealer sealer, SealContext context, String text) {
        ByokException refused = catchThrowableOfType(ByokException.class, () -> sealer.open(context, text));

        assertThat(refused.code()).isEqualTo(ErrorCode.UNDECRYPTABLE);
        assertThat(refused.credentialId()).contains("tp_1");
        assertThat(refused.provider()).contains("openai");
        assertThat(refused.hint()).isPresent();
        assertThat(refused.summary()).startsWith("Credential tp_1 does not open: ");
        return refused.summary().substring("Credential tp_1 does not open: ".length());
    }
}
