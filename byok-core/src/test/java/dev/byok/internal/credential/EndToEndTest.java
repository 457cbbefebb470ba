package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Credentials;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.PrivacyMode;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.ValidationResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndToEndTest {

    private final Bench bench = new Bench();
    private final Device device = new Device(1);
    private final Device stranger = new Device(2);

    @Test
    void aDraftSaysWhatToSealAndStoresNothing() {
        EndToEndDraft draft = bench.credentials.draft(
                CredentialInput.of("chatgpt").field("base_url", "https://llm.example/v1"), Set.of("api_key"));

        assertThat(draft.tenant()).isEqualTo(Bench.TENANT);
        assertThat(draft.id()).matches("tp_[0-9a-z]{26}");
        assertThat(draft.provider()).isEqualTo("openai");
        assertThat(draft.origin()).isEqualTo("https://llm.example");
        assertThat(draft.version()).isEqualTo(1);
        assertThat(draft.fields()).containsExactly("api_key");
        assertThat(draft.sealed()).isEmpty();
        assertThat(bench.credentials.list()).isEmpty();
        assertThat(bench.store.findSalt(Bench.TENANT)).isEmpty();
    }

    @Test
    void storesWhatTheDeviceSealedAndShowsItMasked() {
        CredentialView view = connected();

        assertThat(view.privacy()).isEqualTo(PrivacyMode.END_TO_END);
        assertThat(view.masks()).containsExactly(Map.entry("api_key", "sk-F\u00B7\u00B7\u00B7one1"));
        assertThat(view.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(view.label()).isEqualTo("OpenAI");
        assertThat(view.isDefault()).isTrue();
        assertThat(bench.credentials.list()).containsExactly(view);
        assertThat(bench.row(view.id()).phraseVerifier())
                .contains(device.proof(Bench.TENANT).verifier());
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
        assertThat(bench.sealer.opened).isEmpty();
    }

    @Test
    void opensForACallThatBringsTheKeyAndForNoOther() {
        CredentialView view = connected();

        assertThat(opened(view, device)).isEqualTo(Bench.KEY);
        Bench.failure(ErrorCode.E2E_LOCKED, () -> opened(view, null));
        Bench.failure(ErrorCode.E2E_LOCKED, () -> opened(view, stranger));
        assertThat(bench.row(view.id()).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void aLiveTestNeedsTheKey() {
        CredentialView view = connected();
        bench.openAi.check = credential -> ValidationResult.valid(
                Bench.text(credential.secret("api_key").orElseThrow()).equals(Bench.KEY) ? "fine" : "wrong key");

        Bench.failure(ErrorCode.E2E_LOCKED, () -> bench.credentials.test(view.id()));
        assertThat(bench.row(view.id()).status()).isEqualTo(CredentialStatus.UNTESTED);
        ValidationResult result = unlocked(device).test(view.id());

        assertThat(result.message()).isEqualTo("fine");
        assertThat(bench.row(view.id()).status()).isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void anotherPhraseNeverMarksTheRowAsUndecryptable() {
        CredentialView view = connected();

        Bench.failure(ErrorCode.E2E_LOCKED, () -> unlocked(stranger).test(view.id()));

        assertThat(bench.row(view.id()).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void aRowThatWasPointedToAnotherHostDoesNotOpen() {
        CredentialView view = connected();
        StoredCredential row = bench.row(view.id());
        bench.store.replace(
                row,
                row.toBuilder()
                        .origin("https://evil.example")
                        .fields(Map.of("base_url", "https://evil.example/v1"))
                        .version(row.version() + 1)
                        .build());

        ByokException refused = Bench.failure(ErrorCode.UNDECRYPTABLE, () -> opened(view, device));

        assertThat(refused.hint().orElseThrow()).contains("another endpoint");
    }

    @Test
    void anOlderTextInTheRowDoesNotOpen() {
        CredentialView view = connected();
        Map<String, SealedField> old = bench.row(view.id()).secrets();
        bench.credentials.rotate(device.seal(bench.credentials.draft(view.id()), "api_key", Bench.OTHER_KEY));
        assertThat(opened(view, device)).isEqualTo(Bench.OTHER_KEY);
        StoredCredential row = bench.row(view.id());
        bench.store.replace(
                row, row.toBuilder().secrets(old).version(row.version() + 1).build());

        ByokException refused = Bench.failure(ErrorCode.UNDECRYPTABLE, () -> opened(view, device));

        assertThat(refused.hint().orElseThrow()).contains("version 1");
    }

    @Test
    void whatIsNoContentOfTheLibraryDoesNotOpen() {
        EndToEndDraft draft = draft();
        for (String content : new String[] {
            Bench.KEY + "-".repeat(100),
            "{\"value\":\"" + Bench.KEY + "\"}" + " ".repeat(80),
            "{\"value\":\"" + Bench.KEY + "\",\"value\":\"twice\",\"origin\":\"" + draft.origin() + "\",\"version\":1}",
            "{\"value\":7,\"origin\":\"" + draft.origin() + "\",\"version\":1}" + " ".repeat(80),
            "{\"value\":\"" + Bench.KEY + "\",\"origin\":\"" + draft.origin() + "\",\"version\":99999999999999999999}",
            "{\"value\":\"" + Bench.KEY + "\",\"origin\":\"" + draft.origin() + "\",\"version\":1} and more",
            "[\"" + Bench.KEY + "\"]" + " ".repeat(80)
        }) {
            bench.store.delete(Bench.TENANT, draft.id());
            bench.vault.invalidate(Bench.TENANT);
            CredentialView view = bench.credentials.connect(EndToEndInput.of("openai", draft.id())
                    .sealed("api_key", device.sealRaw(draft.context("api_key"), content), Masks.DOTS));

            ByokException refused = Bench.failure(ErrorCode.UNDECRYPTABLE, () -> opened(view, device));

            assertThat(refused.getMessage()).doesNotContain("FAKE");
        }
    }

    @Test
    void refusesASecretThatComesAsItWasTyped() {
        EndToEndDraft draft = draft();
        EndToEndInput typed = EndToEndInput.of("openai", draft.id());

        for (EndToEndInput input : new EndToEndInput[] {
            typed,
            typed.sealed("api_key", Bench.KEY, Masks.DOTS),
            typed.sealed("api_key", "bks1." + "A".repeat(200), Masks.DOTS),
            typed.sealed("api_key", "bke1." + "A".repeat(20), Masks.DOTS),
            typed.field("api_key", Bench.KEY),
            device.seal(draft, "api_key", Bench.KEY).field("api_key", Bench.KEY),
            device.seal(draft, "api_key", Bench.KEY).field("nonsense", "x"),
            device.seal(draft, "api_key", Bench.KEY).sealed("organization", "bke1." + "A".repeat(200), Masks.DOTS)
        }) {
            ByokException refused = Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.connect(input));
            assertThat(refused.toString()).doesNotContain("FAKE");
        }
        assertThat(bench.credentials.list()).isEmpty();
    }

    @Test
    void refusesAMaskThatShowsTheKey() {
        EndToEndDraft draft = draft();
        String sealed =
                device.seal(draft, "api_key", Bench.KEY).sealed().get("api_key").sealed();

        for (String mask :
                new String[] {Bench.KEY, "", "sk-FAKE\u00B7\u00B7\u00B7one1", "a\n\u00B7\u00B7\u00B7", "..."}) {
            EndToEndInput input = EndToEndInput.of("openai", draft.id()).sealed("api_key", sealed, mask);
            ByokException refused = Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.connect(input));
            assertThat(refused.toString()).doesNotContain("FAKE");
        }
    }

    @Test
    void refusesADraftWithASecretInIt() {
        CredentialInput input = CredentialInput.of("openai").field("api_key", Bench.KEY);

        Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.draft(input, Set.of("api_key")));
        Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.draft(CredentialInput.of("openai"), Set.of()));
        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.draft(CredentialInput.of("openai"), Set.of("api_key", "organization")));
    }

    @Test
    void refusesAnIdThatNoDraftHas() {
        for (String id : new String[] {"", "tp_1", "../../etc", "tp_" + "u".repeat(26)}) {
            EndToEndInput input =
                    EndToEndInput.of("openai", id).sealed("api_key", "bke1." + "A".repeat(200), Masks.DOTS);
            Bench.failure(ErrorCode.INVALID_REQUEST, () -> bench.credentials.connect(input));
        }
    }

    @Test
    void aDraftIsConnectedOnceAndALabelTakenOnce() {
        EndToEndInput input = device.seal(draft(), "api_key", Bench.KEY);
        bench.credentials.connect(input);

        Bench.failure(ErrorCode.CONFLICT, () -> bench.credentials.connect(input.label("again")));
        EndToEndInput second = device.seal(draft(), "api_key", Bench.KEY);
        Bench.failure(ErrorCode.CONFLICT, () -> bench.credentials.connect(second));
        assertThat(bench.credentials.connect(second.label("second")).label()).isEqualTo("second");
    }

    @Test
    void theModeOfAConfigurationIsFixed() {
        CredentialView sealed = connected();
        CredentialView server =
                bench.credentials.connect(Bench.openAi(Bench.KEY).label("server"));

        Bench.failure(
                ErrorCode.CONFLICT,
                () -> bench.credentials.connect(Bench.openAi(Bench.KEY).label("OpenAI")));
        Bench.failure(ErrorCode.INVALID_REQUEST, () -> bench.credentials.draft(server.id()));
        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.rotate(sealed.id(), Map.of("api_key", Bench.OTHER_KEY)));
        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.edit(sealed.id(), Map.of("api_key", Bench.OTHER_KEY)));
        // without a label the server-accessible one is meant
        assertThat(bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY)).id())
                .isEqualTo(server.id());
        assertThat(bench.credentials.get(sealed.id()).privacy()).isEqualTo(PrivacyMode.END_TO_END);
        assertThat(bench.credentials.get(server.id()).privacy()).isEqualTo(PrivacyMode.SERVER_ACCESSIBLE);
        assertThat(opened(sealed, device)).isEqualTo(Bench.KEY);
    }

    @Test
    void relabelsEditsDisablesAndDisconnectsWithoutTheKey() {
        CredentialView view = connected();
        Credentials credentials = bench.credentials;

        credentials.relabel(view.id(), "mine");
        credentials.edit(view.id(), Map.of("organization", "org-1", "api_key", ""));
        credentials.makeDefault(view.id());
        credentials.disable(view.id());
        credentials.enable(view.id());

        assertThat(opened(view, device)).isEqualTo(Bench.KEY);
        assertThat(credentials.get(view.id()).label()).isEqualTo("mine");
        assertThat(credentials.disconnect(view.id()).connected()).isFalse();
    }

    @Test
    void anEditThatMovesTheKeyElsewhereIsRefused() {
        CredentialView view = connected();

        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.edit(view.id(), Map.of("base_url", "https://evil.example/v1")));
    }

    @Test
    void purgingAsksForTheProofOfThePhrase() {
        CredentialView view = connected();

        Bench.failure(ErrorCode.E2E_LOCKED, () -> bench.credentials.purge(view.id()));
        Bench.failure(ErrorCode.E2E_LOCKED, () -> bench.credentials.purge(view.id(), stranger.proof(Bench.TENANT)));
        Bench.failure(ErrorCode.E2E_LOCKED, () -> unlocked(stranger).purge(view.id()));
        assertThat(bench.credentials.list()).hasSize(1);

        bench.credentials.purge(view.id(), device.proof(Bench.TENANT));
        assertThat(bench.credentials.list()).isEmpty();

        CredentialView again = connected();
        unlocked(device).purge(again.id());
        assertThat(bench.credentials.list()).isEmpty();
    }

    @Test
    void purgingAsksForNothingWhereNoProofWasStored() {
        EndToEndDraft draft = draft();
        CredentialView view = bench.credentials.connect(
                device.seal(EndToEndInput.of("openai", draft.id()), draft, "api_key", Bench.KEY));

        bench.credentials.purge(view.id());

        assertThat(bench.credentials.list()).isEmpty();
    }

    @Test
    void aChangeOfPhraseNeedsTheOldOneAndStoresTheNew() {
        CredentialView view = connected();
        EndToEndDraft draft = bench.credentials.draft(view.id());
        assertThat(draft.version()).isEqualTo(2);
        assertThat(draft.sealed()).containsOnlyKeys("api_key");
        EndToEndInput input = stranger.seal(draft, "api_key", Bench.KEY);
        PhraseProof old = device.proof(Bench.TENANT);

        Bench.failure(ErrorCode.E2E_LOCKED, () -> bench.credentials.rotate(input));
        assertThat(opened(view, device)).isEqualTo(Bench.KEY);
        bench.credentials.rotate(input.currentProof(old));

        assertThat(opened(view, stranger)).isEqualTo(Bench.KEY);
        Bench.failure(ErrorCode.E2E_LOCKED, () -> opened(view, device));
        Bench.failure(ErrorCode.E2E_LOCKED, () -> bench.credentials.purge(view.id(), old));
        bench.credentials.purge(view.id(), stranger.proof(Bench.TENANT));
    }

    @Test
    void aRotationSealsEverySecretAndNothingElse() {
        EndToEndDraft draft = bench.credentials.draft(
                CredentialInput.of("anthropic-bedrock").field("account", "12345"),
                Set.of("access_key_id", "secret_access_key"));
        EndToEndInput input = device.seal(
                device.seal(draft, "access_key_id", "AKIAFAKE000000000000"), draft, "secret_access_key", Bench.KEY);
        CredentialView view = bench.credentials.connect(input.field("account", "12345"));
        EndToEndDraft next = bench.credentials.draft(view.id());

        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.rotate(device.seal(next, "secret_access_key", Bench.OTHER_KEY)));
        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.rotate(device.seal(
                                device.seal(next, "access_key_id", "AKIAFAKE000000000000"),
                                next,
                                "secret_access_key",
                                Bench.OTHER_KEY)
                        .field("account", "9")));
        assertThat(bench.row(view.id()).secretVersion()).isEqualTo(1);
    }

    @Test
    void nothingOfARowIsPrinted() {
        EndToEndInput input = device.seal(draft(), "api_key", Bench.KEY).field("organization", Bench.OTHER_KEY);

        assertThat(input.toString()).doesNotContain("FAKE").doesNotContain("bke1");
        assertThat(KeyAccess.with(device)).hasToString("KeyAccess[unlocked=true, background=false]");
    }

    @Test
    void inTheBackgroundTheRowIsNotThere() {
        CredentialView sealed = connected();
        KeyAccess background = KeyAccess.with(device).background();
        TenantRows rows = bench.vault.rows(Bench.TENANT).seen(background);

        assertThat(rows.rows()).isEmpty();
        assertThat(rows.defaultOf("openai")).isNull();
        assertThat(rows.hides("openai")).isTrue();
        assertThat(rows.hides("groq")).isFalse();
        ByokException reason = rows.explain(ByokException.of(ErrorCode.NO_API_KEY, "none")
                .provider("openai")
                .build());
        assertThat(reason.code()).isEqualTo(ErrorCode.E2E_LOCKED);
        assertThat(reason.hint().orElseThrow()).contains("server-accessible configuration");

        bench.clock.move(Duration.ofSeconds(1));
        bench.credentials.connect(Bench.openAi(Bench.KEY).label("jobs"));
        TenantRows both = bench.vault.rows(Bench.TENANT).seen(background);
        assertThat(both.defaultOf("openai").label()).isEqualTo("jobs");
        assertThat(bench.vault.rows(Bench.TENANT).defaultOf("openai").id()).isEqualTo(sealed.id());
    }

    private EndToEndDraft draft() {
        return bench.credentials.draft(CredentialInput.of("openai"), Set.of("api_key"));
    }

    private CredentialView connected() {
        return bench.credentials.connect(device.seal(draft(), "api_key", Bench.KEY));
    }

    private Credentials unlocked(Device by) {
        return new TenantCredentials(Bench.TENANT, bench.service, KeyAccess.with(by));
    }

    private String opened(CredentialView view, Device by) {
        TenantRows rows = bench.vault.rows(Bench.TENANT).seen(KeyAccess.with(by));
        StoredCredential row = rows.find(view.id());
        try (ProviderCredential credential = bench.vault.open(rows, row, Bench.endpoint(row), null)) {
            return Bench.text(credential.secret("api_key").orElseThrow());
        }
    }
}
