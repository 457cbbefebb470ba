package dev.byok.crypto;

import static dev.byok.crypto.Contexts.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MasterKeysTest {

    private static final Secret KEY = Secret.of("sk-FAKE-rotation");

    private final MasterKeys old = MasterKeys.generate();
    private final MasterKeys added = old.withNewKey();
    private final long newKey = added.keyIds().get(1);

    @Test
    void makesAnotherKeyEachTime() {
        assertThat(MasterKeys.ephemeral().keyIds()).hasSize(1).isNotEqualTo(old.keyIds());
        assertThat(MasterKeys.ephemeral().primaryKeyId()).isBetween(0L, 0xFFFF_FFFFL);
    }

    @Test
    void addsAKeyThatDoesNotSealYet() {
        assertThat(added.keyIds()).hasSize(2).startsWith(old.primaryKeyId());
        assertThat(added.primaryKeyId()).isEqualTo(old.primaryKeyId());
        assertThat(keyIdOf(new TinkSealer(added).seal(HOME, KEY))).isEqualTo(old.primaryKeyId());
    }

    @Test
    void sealsWithTheNewPrimaryKeyAndOpensWhatTheOldOneSealed() {
        String before = new TinkSealer(old).seal(HOME, KEY);
        TinkSealer rotated = new TinkSealer(added.withPrimary(newKey));

        String after = rotated.seal(HOME, KEY);

        assertThat(keyIdOf(after)).isEqualTo(newKey);
        assertThat(rotated.open(HOME, before)).isEqualTo(KEY);
        assertThat(rotated.open(HOME, after)).isEqualTo(KEY);
        assertThat(new TinkSealer(added).open(HOME, after))
                .as("a node before step two")
                .isEqualTo(KEY);
    }

    @Test
    void opensNothingOfADisabledOrRemovedKey() {
        String before = new TinkSealer(old).seal(HOME, KEY);
        MasterKeys rotated = added.withPrimary(newKey);

        MasterKeys disabled = rotated.withDisabled(old.primaryKeyId());
        MasterKeys removed = rotated.without(old.primaryKeyId());

        assertThat(disabled.keyIds()).isEqualTo(added.keyIds());
        assertThat(removed.keyIds()).containsExactly(newKey);
        assertFails(ErrorCode.UNDECRYPTABLE, () -> new TinkSealer(disabled).open(HOME, before));
        assertFails(ErrorCode.UNDECRYPTABLE, () -> new TinkSealer(removed).open(HOME, before));
    }

    @Test
    void leavesTheKeysetItWasAskedFor() {
        added.withPrimary(newKey).withDisabled(old.primaryKeyId());

        assertThat(added.primaryKeyId()).isEqualTo(old.primaryKeyId());
        assertThat(new TinkSealer(added).open(HOME, new TinkSealer(old).seal(HOME, KEY)))
                .isEqualTo(KEY);
    }

    @Test
    void refusesToSwitchOffTheKeyThatSeals() {
        assertFails(ErrorCode.INVALID_REQUEST, () -> added.withDisabled(added.primaryKeyId()));
        assertFails(ErrorCode.INVALID_REQUEST, () -> added.without(added.primaryKeyId()));
    }

    @Test
    void refusesADisabledKeyAsThePrimaryOne() {
        MasterKeys disabled = added.withDisabled(newKey);

        assertFails(ErrorCode.INVALID_REQUEST, () -> disabled.withPrimary(newKey));
    }

    @Test
    void refusesIdsItDoesNotHave() {
        long[] absent = {newKey + (1L << 32), -1, Long.MIN_VALUE, newKey ^ 1};
        for (long id : absent) {
            assertFails(ErrorCode.INVALID_REQUEST, () -> added.withPrimary(id));
            assertFails(ErrorCode.INVALID_REQUEST, () -> added.withDisabled(id));
            assertFails(ErrorCode.INVALID_REQUEST, () -> added.without(id));
        }
    }

    @Test
    void printsIdsOnly() {
        assertThat(added)
                .hasToString("MasterKeys[primary=" + old.primaryKeyId() + ", all=[" + old.primaryKeyId() + ", " + newKey
                        + "]]");
    }

    private static long keyIdOf(String sealed) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed.substring(5)))
                .getInt(10));
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasNoCause();
    }
}
