package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Credentials;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.credential.Secret;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ValidationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a provider itself says of a credential that keeps the rules of its schema. */
class CompletionTest {

    private static final String KEY = "FAKE-0123456789-abcdefgh";

    private final Bench bench = new Bench();
    private final ScriptedProvider cloud = ScriptedProvider.cloud();
    private final Credentials credentials =
            new TenantCredentials(Bench.TENANT, bench.service(new ProviderCatalog(List.of(cloud))));

    private static CredentialInput withKey() {
        return CredentialInput.of("cloud").field("project", "acme").field("api_key", KEY);
    }

    @Test
    void keepsTheFieldsThatTheProviderAdds() {
        List<String> keys = new ArrayList<>();
        cloud.completion = credential -> {
            credential.secret("api_key").map(Bench::text).ifPresent(keys::add);
            Map<String, String> more = new LinkedHashMap<>(credential.fields());
            more.put("audience", "of the key");
            return more;
        };

        CredentialView view = credentials.connect(withKey());
        assertThat(view.fields()).containsExactly(Map.entry("project", "acme"), Map.entry("audience", "of the key"));

        cloud.completion = credential -> Map.of("project", credential.fields().get("project") + "x");
        assertThat(credentials.edit(view.id(), Map.of("project", "other")).fields())
                .isEqualTo(Map.of("project", "otherx"));
        assertThat(keys).containsExactly(KEY);
    }

    @Test
    void givesTheCompletedFieldsToACheckThatStoresNothing() {
        cloud.completion = credential -> Map.of("project", "completed");
        List<ProviderCredential> asked = new ArrayList<>();
        cloud.check = credential -> {
            asked.add(credential);
            return ValidationResult.valid("fine");
        };

        credentials.validate(withKey());

        assertThat(asked)
                .singleElement()
                .satisfies(credential -> assertThat(credential.fields()).isEqualTo(Map.of("project", "completed")));
    }

    @Test
    void tellsTheFaultsThatTheProviderFinds() {
        String id = credentials.connect(withKey()).id();
        FieldFault contradiction =
                new FieldFault("service_account_json", Kind.MALFORMED, "service_account_json is of another project");
        cloud.completion = credential -> {
            throw ByokException.of(ErrorCode.INVALID_FIELDS, contradiction.message())
                    .faults(List.of(contradiction))
                    .build();
        };
        int writes = bench.store.writes.get();

        for (ByokException failure : new ByokException[] {
            refused(() -> credentials.connect(withKey())),
            refused(() -> credentials.validate(withKey())),
            refused(() -> credentials.edit(id, Map.of("project", "other"))),
            refused(() -> credentials.rotate(id, Map.of("api_key", KEY)))
        }) {
            assertThat(failure.faults()).containsExactly(contradiction);
            assertThat(failure.provider()).contains("cloud");
        }
        assertThat(bench.store.writes).hasValue(writes);
    }

    @Test
    void wipesTheKeyWhenTheProviderFindsAFault() {
        List<Secret> given = new ArrayList<>();
        cloud.completion = credential -> {
            given.add(credential.secret("api_key").orElseThrow());
            throw new IllegalStateException("FAKE-CANARY");
        };

        ByokException failure = Bench.failure(ErrorCode.CONFIGURATION, () -> credentials.connect(withKey()));

        assertThat(failure.getMessage()).doesNotContain("FAKE");
        assertThat(given).singleElement().satisfies(LiveChecksTest::assertWiped);
    }

    @Test
    void aDeepTestAsksWhereATestDoesNot() {
        String id = credentials.connect(withKey()).id();
        cloud.check = credential -> {
            throw new AssertionError("not asked for");
        };
        cloud.deepCheck = credential -> {
            assertThat(credential.secret("api_key").map(Bench::text)).contains(KEY);
            return ValidationResult.valid("It works.");
        };

        assertThat(credentials.deepTest(id).message()).isEqualTo("It works.");

        assertThat(credentials.get(id).status()).isEqualTo(CredentialStatus.VALID);
        assertThat(credentials.get(id).testedAt()).isPresent();
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.TESTED);
    }

    @Test
    void aDeepTestIsATestWhereAProviderKnowsNoDifference() {
        String id = credentials.connect(withKey()).id();

        assertThat(credentials.deepTest(id).message()).isEqualTo("fine");
        Bench.failure(ErrorCode.NOT_FOUND, () -> credentials.deepTest("tp_none"));
    }

    private static ByokException refused(ThrowingCallable call) {
        return Bench.failure(ErrorCode.INVALID_FIELDS, call);
    }
}
