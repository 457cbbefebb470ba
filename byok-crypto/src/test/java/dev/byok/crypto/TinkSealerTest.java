package dev.byok.crypto;

import static dev.byok.ErrorCode.CONFIGURATION;
import static dev.byok.ErrorCode.INVALID_REQUEST;
import static dev.byok.ErrorCode.UNDECRYPTABLE;
import static dev.byok.crypto.Contexts.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TinkSealerTest {

    private static final Secret KEY = Secret.of("sk-FAKE-0123456789");

    private final MasterKeys keys = MasterKeys.ephemeral();
    private final TinkSealer sealer = new TinkSealer(keys);

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "sk-FAKE-0123456789", "ключ-é-🔒", "{\"private_key\":\"FAKE\\n\"}"})
    void opensWhatItSealed(String text) {
        String sealed = sealer.seal(HOME, Secret.of(text));

        assertThat(sealed).matches("bks1\\.[A-Za-z0-9_-]+");
        assertThat(sealer.open(HOME, sealed)).isEqualTo(Secret.of(text));
    }

    @Test
    void sealsLargeSecrets() {
        Secret large = Secret.of("FAKE".repeat(100_000));

        assertThat(sealer.open(HOME, sealer.seal(HOME, large))).isEqualTo(large);
    }

    @Test
    void leavesTheSecretOpen() {
        Secret mine = Secret.of("sk-FAKE-mine");

        sealer.seal(HOME, mine);

        assertThat(mine).isEqualTo(Secret.of("sk-FAKE-mine"));
    }

    @Test
    void refusesAClosedSecret() {
        Secret closed = Secret.of("sk-FAKE-closed");
        closed.close();

        assertThatThrownBy(() -> sealer.seal(HOME, closed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void handsOutSecretsThatTheCallerMayWipe() {
        String sealed = sealer.seal(HOME, KEY);

        sealer.open(HOME, sealed).close();

        assertThat(sealer.open(HOME, sealed)).isEqualTo(KEY);
    }

    @Test
    void neverSealsTheSameTextToTheSameText() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            sealed.add(sealer.seal(HOME, KEY));
        }
        sealed.add(sealer.seal(Contexts.of("globex", HOME.salt()), KEY));

        assertThat(sealed).hasSize(1001);
    }

    static List<Map.Entry<String, SealContext>> elsewhere() {
        SealContext other = new SealContext(
                "acme2",
                Contexts.salt(2, 1),
                "tp_2",
                "azure-openai",
                "https://api.openai.com.evil.example",
                "api_key2",
                2);
        List<Map.Entry<String, SealContext>> places =
                new ArrayList<>(Contexts.swaps(HOME, other).entrySet());
        places.add(Map.entry("generation", Contexts.of(HOME.tenant(), Contexts.salt(1, 2))));
        return places;
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void refusesAKeyThatWasMovedToAnother(Map.Entry<String, SealContext> place) {
        String sealed = sealer.seal(HOME, KEY);

        assertFails(UNDECRYPTABLE, () -> sealer.open(place.getValue(), sealed));
        assertThat(sealer.open(place.getValue(), sealer.seal(place.getValue(), KEY)))
                .isEqualTo(KEY);
    }

    @Test
    void keepsTextsApartThatASeparatorWouldJoin() {
        SealContext one = new SealContext("t|c", HOME.salt(), "1", "p", "o", "f", 1);
        SealContext two = new SealContext("t", HOME.salt(), "c|1", "p", "o", "f", 1);
        SealContext three = new SealContext("t", HOME.salt(), "c", "1p", "o", "f", 1);

        assertFails(UNDECRYPTABLE, () -> sealer.open(two, sealer.seal(one, KEY)));
        assertFails(UNDECRYPTABLE, () -> sealer.open(three, sealer.seal(two, KEY)));
    }

    @Test
    void refusesHalvesOfSurrogatePairsInEveryPart() {
        String sealed = sealer.seal(HOME, KEY);
        for (String broken : List.of("\ud800", "a\udc00", "\ud83d\ud83d\udd11", "\udd11\ud83d", "é\ud800")) {
            SealContext other = new SealContext(broken, HOME.salt(), broken, broken, broken, broken, 1);
            Map<String, SealContext> swaps = Contexts.swaps(HOME, other);
            swaps.remove("all");

            assertThat(swaps).hasSize(5);
            swaps.forEach((part, context) -> {
                assertFails(INVALID_REQUEST, () -> sealer.seal(context, KEY));
                assertFails(INVALID_REQUEST, () -> sealer.open(context, sealed));
            });
        }
    }

    @Test
    void tellsQuestionMarksFromHalvesOfSurrogatePairs() {
        SealContext question = Contexts.of("?", HOME.salt());
        String sealed = sealer.seal(question, KEY);

        assertFails(INVALID_REQUEST, () -> sealer.open(Contexts.of("\ud800", HOME.salt()), sealed));
    }

    @Test
    void bindsTextOfUpTo65535Bytes() {
        for (String longest : List.of("a".repeat(65_535), "é".repeat(32_767), "🔑".repeat(16_383))) {
            SealContext context = Contexts.of(longest, HOME.salt());
            assertThat(sealer.open(context, sealer.seal(context, KEY))).isEqualTo(KEY);
        }
        for (String tooLong : List.of("a".repeat(65_536), "é".repeat(32_768), "🔑".repeat(16_384))) {
            assertThatThrownBy(() -> sealer.seal(Contexts.of(tooLong, HOME.salt()), KEY))
                    .hasMessageContaining("tenant id has more than 65535 bytes");
        }
    }

    @Test
    void bindsTheWholeRangeOfGenerationsAndVersions() {
        for (long generation : new long[] {1, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL}) {
            SealContext context =
                    new SealContext("acme", Contexts.salt(1, generation), "tp_1", "p", "o", "f", Long.MAX_VALUE);
            assertThat(sealer.open(context, sealer.seal(context, KEY))).isEqualTo(KEY);
        }
    }

    @Test
    void refusesAKeyOfAnotherInstallation() {
        String foreign = new TinkSealer(MasterKeys.ephemeral()).seal(HOME, KEY);

        assertFails(UNDECRYPTABLE, () -> sealer.open(HOME, foreign));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 100, 1 << 20})
    void opensWithAnyNumberOfKeptCiphers(int cachedTenants) {
        TinkSealer other = new TinkSealer(keys, cachedTenants);

        assertThat(other.open(HOME, sealer.seal(HOME, KEY))).isEqualTo(KEY);
        assertThat(sealer.open(HOME, other.seal(HOME, KEY))).isEqualTo(KEY);
        other.forget(HOME.tenant());
        assertThat(other.open(HOME, sealer.seal(HOME, KEY))).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, (1 << 20) + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAnImpossibleNumberOfKeptCiphers(int cachedTenants) {
        assertFails(CONFIGURATION, () -> new TinkSealer(keys, cachedTenants));
    }

    @Test
    void opensOnlyWithTheSaltThatItWasGivenThoughTheCipherIsKept() {
        String sealed = sealer.seal(HOME, KEY);
        assertThat(sealer.open(HOME, sealed)).isEqualTo(KEY);

        SealContext erased = Contexts.of(HOME.tenant(), TenantSalt.random(new SecureRandom()));

        assertFails(UNDECRYPTABLE, () -> sealer.open(erased, sealed));
    }

    @Test
    void servesManyTenantsAtOnce() throws Exception {
        TinkSealer crowded = new TinkSealer(keys, 8);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int tenant = i % 31;
            SealContext context = Contexts.of("tenant-" + tenant, Contexts.salt(tenant, 1));
            Secret own = Secret.of("sk-FAKE-" + tenant);
            calls.add(() -> {
                crowded.forget("tenant-" + (tenant + 1));
                return crowded.open(context, crowded.seal(context, own)).equals(own);
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> result : executor.invokeAll(calls)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void printsTheIdOfTheMasterKeyOnly() {
        sealer.seal(HOME, KEY);

        assertThat(sealer).hasToString("TinkSealer[primary=" + keys.primaryKeyId() + "]");
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint()).isPresent();
                })
                .hasNoCause();
    }
}
