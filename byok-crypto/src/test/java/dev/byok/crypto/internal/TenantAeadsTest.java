package dev.byok.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
    void keepsNoMoreThanItsSize() {
        TenantAeads aeads = new TenantAeads(4);
        Set<Aead> made = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            made.add(aeads.get(key, "tenant-" + i, salt));
        }

        int kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += made.contains(aeads.get(key, "tenant-" + i, salt)) ? 1 : 0;
        }

        // looking one up may push another out, so at most the four that were kept are met again
        assertThat(kept).isBetween(1, 4);
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
}
