package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSaltTest {

    private final byte[] bytes = new byte[32];

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void hasThirtyTwoBytes(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantSalt.of(new byte[length], 1))
                .withMessage("a tenant salt has 32 bytes, not " + length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 0x1_0000_0000L})
    void hasAGenerationThatFitsInFourBytes(long generation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantSalt.of(bytes, generation))
                .withMessage("a generation is from 1 to 2^32-1, not " + generation);
    }

    @Test
    void acceptsTheLastGeneration() {
        assertThat(TenantSalt.of(bytes, 0xFFFF_FFFFL).generation()).isEqualTo(4_294_967_295L);
    }

    @Test
    void isNotChangedFromOutside() {
        TenantSalt salt = TenantSalt.of(bytes, 1);

        bytes[0] = 1;
        salt.bytes()[1] = 1;

        assertThat(salt.bytes()).containsOnly(0);
    }

    @Test
    void startsWithGenerationOneAndRandomBytes() {
        TenantSalt salt = TenantSalt.random(new SecureRandom());

        assertThat(salt.generation()).isEqualTo(1);
        assertThat(salt.bytes())
                .isNotEqualTo(TenantSalt.random(new SecureRandom()).bytes());
    }

    @Test
    void equalsASaltOfTheSameBytesAndGeneration() {
        TenantSalt salt = TenantSalt.of(bytes, 1);

        assertThat(salt).isEqualTo(TenantSalt.of(new byte[32], 1)).hasSameHashCodeAs(TenantSalt.of(new byte[32], 1));
        assertThat(salt).isNotEqualTo(TenantSalt.of(bytes, 2));
        bytes[31] = 1;
        assertThat(salt).isNotEqualTo(TenantSalt.of(bytes, 1));
    }

    @Test
    void printsItsGenerationOnly() {
        assertThat(TenantSalt.of(bytes, 3)).hasToString("TenantSalt[generation=3]");
    }
}
