package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Secret;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.MovableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stored rows and the master keys that they need, and what is left of an erased tenant. */
class MasterKeysInUseTest {

    private final MasterKeys before = MasterKeys.ephemeral().withNewKey();
    private final long oldKey = before.primaryKeyId();
    private final long newKey = before.keyIds().get(1);
    private final MasterKeys after = before.withPrimary(newKey);
    private final TinkSealer old = new TinkSealer(before);
    private final TinkSealer now = new TinkSealer(after);
    private final TinkSealer retired = new TinkSealer(after.withDisabled(oldKey));
    private final TinkSealer destroyed = new TinkSealer(after.without(oldKey));
    private final KeyStore store = new InMemoryKeyStore();
    private final Rows rows = new Rows(store);
    private final MovableClock clock = new MovableClock();

    @Test
    void aSealerNamesTheKeyOfATextWithoutOpeningIt() {
        String text = rows.add(old, "acme", 1).secrets().get("api_key").sealed();

        assertThat(now.keyId(text)).contains(Long.toString(oldKey));
        assertThat(destroyed.keyId(text)).contains(Long.toString(oldKey));
        assertThat(now.primaryKeyId()).contains(Long.toString(newKey));
        assertThat(now.keyIds()).containsExactlyInAnyOrder(Long.toString(oldKey), Long.toString(newKey));
        assertThat(retired.keyIds()).containsExactly(Long.toString(newKey));
        for (String foreign :
                new String[] {"", "bks1.", "bks1.AAAA", "bke1." + "A".repeat(200), text.substring(0, 24)}) {
            assertThat(now.keyId(foreign)).isEmpty();
        }
        assertThat(now.keyId(text.substring(0, 25))).contains(Long.toString(oldKey));
        assertThat(now.keyId(text.replace("bks1.QktT", "bks1.AktT"))).isEmpty();
    }

    @Test
    void aNodeWithoutTheMasterKeysOfItsRowsIsToldAtTheStart() {
        rows.add(old, "acme", 1);
        rows.add(now, "acme", 2);
        for (TinkSealer lacking : List.of(retired, destroyed, new TinkSealer(MasterKeys.ephemeral()))) {
            try (ByokClient client = rows.client(lacking, clock)) {
                ByokException refused = catchThrowableOfType(
                        ByokException.class, () -> client.sealing().requireMasterKeys());

                assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
                assertThat(refused.getMessage()).contains(Long.toString(oldKey));
            }
        }
        try (ByokClient client = rows.client(now, clock)) {
            client.sealing().requireMasterKeys();
        }
    }

    @Test
    void aRetiredOrDestroyedKeyOpensNothing() {
        rows.add(old, "acme", 1);

        for (TinkSealer sealer : List.of(retired, destroyed)) {
            assertThat(catchThrowableOfType(ByokException.class, () -> rows.open(sealer, "acme", 1))
                            .code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
        }
        assertThat(rows.open(now, "acme", 1)).isEqualTo(Secret.of(Rows.key(1)));
    }

    @Test
    void anErasedTenantOpensNowhereAndNeverComesBackSilently() {
        rows.add(now, "acme", 1);
        rows.add(now, "globex", 2);
        StoredCredential backup = rows.row("acme", 1);
        try (ByokClient client = rows.client(now, clock);
                ByokClient otherNode = rows.client(now, clock)) {
            otherNode.tenant("acme").withCredential("vendor", lent -> lent.id());

            assertThat(client.sealing().erase("acme")).isOne();
            assertThat(client.sealing().erase("acme")).isZero();

            for (ByokClient node : List.of(client, otherNode)) {
                assertThat(catchThrowableOfType(
                                        ByokException.class,
                                        () -> node.tenant("acme").withCredential("vendor", lent -> lent.id()))
                                .code())
                        .isEqualTo(ErrorCode.NO_API_KEY);
                assertThat(catchThrowableOfType(
                                        ByokException.class,
                                        () -> node.tenant("acme").credentials().connect(input(3)))
                                .code())
                        .isEqualTo(ErrorCode.CONFIGURATION);
            }
            assertThat(store.findTenant("acme").orElseThrow().erasedAt()).isPresent();

            client.sealing().readmit("acme");
            client.tenant("acme").credentials().connect(input(3));
            // a row from a backup is of a salt that is gone
            store.insert(backup);
            assertThat(catchThrowableOfType(ByokException.class, () -> rows.open(now, "acme", 1))
                            .code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
            assertThat(catchThrowableOfType(
                                    ByokException.class, () -> client.sealing().readmit("acme"))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(rows.open(now, "globex", 2)).isEqualTo(Secret.of(Rows.key(2)));
    }

    private static CredentialInput input(int number) {
        return CredentialInput.of("vendor").field("api_key", Rows.key(number));
    }
}
