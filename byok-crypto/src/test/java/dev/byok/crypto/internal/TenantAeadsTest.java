package dev.byok.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantAeadsTest {

    private final MasterKey key = MasterKeyset.generate().primary();
    private final TenantSalt salt = TenantSalt.random(new SecureRandom());

    @Test
    void keepsACipher() {
        TenantAeads aeads = new TenantAeads(16);

        Aead first = aeads.get(key, "acme", salt);

        assertThat(aeads.get(key, "acme", TenantSalt.of(salt.bytes(), 1))).isSameAs(first);
    }

    @Test
    void keepsCiphersOfMasterKeysTenantsAndSaltsApart() {
        TenantAeads aeads = new TenantAeads(64);
        TenantSalt otherSalt = TenantSalt.random(new SecureRandom());

        List<Aead> all = List.of(
                aeads.get(key, "acme", salt),
                aeads.get(MasterKeyset.generate().primary(), "acme", salt),
                aeads.get(key, "globex", salt),
                aeads.get(key, "acme", otherSalt),
                aeads.get(key, "acme", TenantSalt.of(salt.bytes(), 2)));

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void keepsTenantsApartWhoseIdsHashAlike() {
        TenantAeads aeads = new TenantAeads(64);
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        Aead first = aeads.get(key, "Aa", salt);

        assertThat(aeads.get(key, "BB", salt)).isNotSameAs(first);
        assertThat(aeads.get(key, "Aa", salt)).isSameAs(first);
    }

    @Test
    void dropsTheOldestOfARow() {
        TenantAeads oneRow = new TenantAeads(4);
        List<Aead> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(oneRow.get(key, "tenant-" + i, salt));
        }

        for (int i = 1; i < 5; i++) {
            assertThat(oneRow.get(key, "tenant-" + i, salt)).isSameAs(made.get(i));
        }
        assertThat(oneRow.get(key, "tenant-0", salt)).isNotSameAs(made.get(0));
    }

    @Test
    void keepsMostOfAsManyTenantsAsItHasRoomFor() {
        TenantAeads aeads = new TenantAeads(1024);
        List<Aead> made = new ArrayList<>();
        for (int i = 0; i < 512; i++) {
            made.add(aeads.get(key, "tenant-" + i, salt));
        }
        int kept = 0;
        for (int i = 511; i >= 0; i--) {
            kept += aeads.get(key, "tenant-" + i, salt) == made.get(i) ? 1 : 0;
        }

        assertThat(kept).isGreaterThan(450);
    }

    @Test
    void forgetsOneTenant() {
        TenantAeads oneRow = new TenantAeads(4);
        Aead acme = oneRow.get(key, "acme", salt);
        Aead globex = oneRow.get(key, "globex", salt);

        oneRow.forget("acme");
        oneRow.forget("unknown");

        assertThat(oneRow.get(key, "globex", salt)).isSameAs(globex);
        assertThat(oneRow.get(key, "acme", salt)).isNotSameAs(acme);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,4", "4,4", "5,8", "8,8", "9,16", "13,16", "1000,1024", "4096,4096", "1048576,1048576"})
    void holdsAPowerOfTwo(int size, int capacity) {
        assertThat(new TenantAeads(size).capacity()).isEqualTo(capacity);
    }
}
