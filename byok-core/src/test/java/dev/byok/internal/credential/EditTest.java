package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditTest {

    private final Bench bench = new Bench();

    @Test
    void changesAFieldAndKeepsTheSealedSecret() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("organization", "org-1"))
                .id();
        bench.credentials.test(id);
        StoredCredential before = bench.row(id);

        CredentialView view = bench.credentials.edit(id, Map.of("organization", " org-2 ", "api_key", ""));

        assertThat(view.fields()).containsExactly(Map.entry("organization", "org-2"));
        assertThat(view.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(view.testedAt()).isEmpty();
        assertThat(bench.row(id).secrets()).isEqualTo(before.secrets());
        assertThat(bench.row(id).secretVersion()).isEqualTo(before.secretVersion());
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.TESTED, Action.EDITED);
    }

    @Test
    void removesAFieldThatIsEmptied() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("organization", "org-1"))
                .id();

        assertThat(bench.credentials.edit(id, Map.of("organization", " ")).fields())
                .isEmpty();
    }

    @Test
    void refusesToEmptyARequiredField() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();

        assertThat(Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.edit(id, Map.of("account", "")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("account is required");
    }

    @Test
    void writesNothingWhenNothingChanges() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("organization", "org-1"))
                .id();
        bench.credentials.test(id);
        int writes = bench.store.writes.get();

        CredentialView view = bench.credentials.edit(id, Map.of("organization", "org-1 ", "api_key", ""));

        assertThat(view.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(bench.store.writes).hasValue(writes);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.TESTED);
    }

    @Test
    void changesASecret() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("organization", "org-1"))
                .id();
        bench.credentials.test(id);

        CredentialView view = bench.credentials.edit(id, Map.of("api_key", Bench.OTHER_KEY));

        assertThat(view.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(view.fields()).containsEntry("organization", "org-1");
        assertThat(view.mask()).isEqualTo("sk-F\u00B7\u00B7\u00B7two2");
        assertThat(bench.row(id).secretVersion()).isEqualTo(2);
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.OTHER_KEY);
    }

    @Test
    void changesAPathWithinTheOriginWithoutTheKey() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("base_url", "https://llm.example/v1"))
                .id();

        bench.credentials.edit(id, Map.of("base_url", "https://llm.example/api/v1"));

        assertThat(bench.row(id).secretVersion()).isEqualTo(1);
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
    }

    @Test
    void wantsTheKeyAgainWhenItWouldGoElsewhere() {
        String id = bench.credentials
                .connect(Bench.openAi(Bench.KEY).field("base_url", "https://llm.example/v1"))
                .id();

        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.edit(id, Map.of("base_url", "https://evil.example/v1")));

        assertThat(failure.faults())
                .extracting(FieldFault::message)
                .containsExactly("api_key must be entered again, because this change sends it to https://evil.example"
                        + " instead of https://llm.example");
        assertThat(bench.row(id).version()).isEqualTo(1);
        Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.edit(id, Map.of("base_url", "")));

        CredentialView view =
                bench.credentials.edit(id, Map.of("base_url", "https://new.example/v1", "api_key", Bench.OTHER_KEY));
        assertThat(view.fields()).containsEntry("base_url", "https://new.example/v1");
        assertThat(bench.row(id).origin()).isEqualTo("https://new.example");
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.OTHER_KEY);
    }

    @Test
    void wantsEverySecretAgainAndNotOnlyOne() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();

        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.edit(id, Map.of("region", "eu-central-1", "access_key_id", "FAKE-access-2")));

        assertThat(failure.faults()).extracting(FieldFault::field).containsExactly("secret_access_key");
    }

    @Test
    void refusesAnEndpointThatIsNotAllowed() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();

        Bench.failure(
                ErrorCode.ENDPOINT_NOT_ALLOWED,
                () -> bench.credentials.edit(id, Map.of("base_url", "http://llm.example", "api_key", Bench.OTHER_KEY)));

        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
    }

    @Test
    void refusesAMaskThatIsTypedBackAndAnUnknownField() {
        CredentialView view = bench.credentials.connect(Bench.openAi(Bench.KEY));

        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.edit(view.id(), Map.of("api_key", view.mask(), "organisation", "org-1")));

        assertThat(failure.faults()).extracting(FieldFault::field).containsExactly("api_key", "organisation");
        assertThat(bench.opened(view.id(), "api_key")).isEqualTo(Bench.KEY);
    }

    @Test
    void whatDoesNotOpenStaysKnownAsSuchUntilTheKeyIsNew() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        bench.service.markFailed(bench.row(id), ErrorCode.UNDECRYPTABLE, "it does not open");

        assertThat(bench.credentials.edit(id, Map.of("organization", "org-2")).status())
                .isEqualTo(CredentialStatus.UNDECRYPTABLE);
        assertThat(bench.credentials
                        .edit(id, Map.of("api_key", Bench.OTHER_KEY))
                        .status())
                .isEqualTo(CredentialStatus.UNTESTED);
    }
}
