package dev.byok.crypto;

import static dev.byok.ErrorCode.E2E_LOCKED;
import static dev.byok.ErrorCode.INVALID_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndToEndSealerTest {

    private static final EndToEndContext HOME = new EndToEndContext("acme", "tp_1", "openai", "api_key");
    private static final Secret KEY = Secret.of("sk-FAKE-end-to-end-0123456789");
    private static final String PHRASE =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    private final EndToEndKey key = EndToEndKey.of(RecoveryPhrase.read(PHRASE));
    private final EndToEndKey other = EndToEndKey.of(RecoveryPhrase.generate());
    private final EndToEndSealer sealer = new EndToEndSealer(key);

    @AfterEach
    void close() {
        key.close();
        other.close();
    }

    @Test
    void opensWhatItSealed() {
        String sealed = sealer.seal(HOME, KEY);

        assertThat(sealed).matches("bke1\\.[A-Za-z0-9_-]+");
        assertThat(sealer.open(HOME, sealed)).isEqualTo(KEY);
        assertThat(key.open(HOME, sealed)).isEqualTo(KEY);
    }

    @Test
    void addsNinetySevenBytes() {
        byte[] blob = Base64.getUrlDecoder().decode(sealer.seal(HOME, KEY).substring(5));

        assertThat(blob).hasSize(97 + 29);
    }

    @Test
    void everySealHasASaltAndANonceOfItsOwn() {
        Set<String> salts = new HashSet<>();
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] blob = Base64.getUrlDecoder().decode(sealer.seal(HOME, KEY).substring(5));
            salts.add(HexFormat.of().formatHex(blob, 5, 37));
            nonces.add(HexFormat.of().formatHex(blob, 69, 81));
        }
        assertThat(salts).hasSize(200);
        assertThat(nonces).hasSize(200);
    }

    @Test
    void anotherPhraseDoesNotOpenIt() {
        String sealed = sealer.seal(HOME, KEY);

        ByokException refused = catchThrowableOfType(ByokException.class, () -> other.open(HOME, sealed));

        assertThat(refused.code()).isEqualTo(E2E_LOCKED);
        assertThat(refused.credentialId()).contains("tp_1");
        assertThat(refused.summary())
                .isEqualTo("Credential tp_1 does not open: it was sealed with another recovery phrase");
    }

    @Test
    void aChangeOfPhraseWrapsTheSameKeyAnew() {
        String sealed = sealer.seal(HOME, KEY);

        String wrapped = new EndToEndSealer(other).rewrap(HOME, sealed, key);

        assertThat(other.open(HOME, wrapped)).isEqualTo(KEY);
        assertThat(catchThrowableOfType(ByokException.class, () -> key.open(HOME, wrapped))
                        .code())
                .isEqualTo(E2E_LOCKED);
    }

    @Test
    void provesThePhraseForOneTenant() {
        // HKDF of RFC 5869 over the seed of BIP-39, computed with WebCrypto
        assertThat(key.proof("acme")).isEqualTo(PhraseProof.of(HexFormat.of().parseHex(PROOF_OF_ACME)));
        assertThat(key.proof("acme")).isNotEqualTo(key.proof("globex")).isNotEqualTo(other.proof("acme"));
        assertThat(key.proof("acme").matches(key.proof("acme").verifier())).isTrue();
        assertThat(other.proof("acme").matches(key.proof("acme").verifier())).isFalse();
    }

    private static final String PROOF_OF_ACME = "5510d57cc42892112e85afb069269d0d666cc787123ca7721e17a4c17fcb7d74";

    @Test
    void refusesHalfASurrogatePairAndEndlessIds() {
        for (String tenant : new String[] {"\ud800", "x".repeat(70_000)}) {
            EndToEndContext context = new EndToEndContext(tenant, "tp_1", "openai", "api_key");
            assertThat(catchThrowableOfType(ByokException.class, () -> sealer.seal(context, KEY))
                            .code())
                    .isEqualTo(INVALID_REQUEST);
        }
        assertThat(catchThrowableOfType(ByokException.class, () -> key.proof("\ud800"))
                        .code())
                .isEqualTo(INVALID_REQUEST);
    }

    @Test
    void doesNothingWithAClosedKey() {
        String sealed = sealer.seal(HOME, KEY);
        key.close();
        key.close();

        assertThatIllegalStateException().isThrownBy(() -> key.open(HOME, sealed));
        assertThatIllegalStateException().isThrownBy(() -> key.proof("acme"));
        assertThatIllegalStateException().isThrownBy(() -> sealer.seal(HOME, KEY));
    }

    @Test
    void printsNothing() {
        assertThat(key + " " + sealer).isEqualTo("EndToEndKey[***] EndToEndSealer[bke1]");
    }
}
