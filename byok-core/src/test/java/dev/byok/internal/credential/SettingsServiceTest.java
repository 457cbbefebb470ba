package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.internal.settings.SettingsService;
import dev.byok.routing.KeyMode;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.StoredSettings;
import dev.byok.testkit.MovableClock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Settings are kept and cached with the rows. */
class SettingsServiceTest {

    private final Bench bench = new Bench();
    private final SettingsService settings =
            new SettingsService(bench.store, bench.vault, new ProviderCatalog(List.of(bench.openAi)), bench.clock);

    @Test
    void aTenantThatSetNothingHasTheDefaults() {
        assertThat(settings.get(Bench.TENANT)).isEqualTo(TenantSettings.DEFAULT);
    }

    @Test
    void aChangeIsEffectiveOnTheNextCall() {
        settings.get(Bench.TENANT);

        TenantSettings changed = settings.update(Bench.TENANT, SettingsServiceTest::managed);

        assertThat(changed.mode()).isEqualTo(KeyMode.MANAGED);
        assertThat(settings.get(Bench.TENANT)).isEqualTo(changed);
        assertThat(stored())
                .isEqualTo(new StoredSettings(Bench.TENANT, 1, "{\"mode\":\"managed\"}", MovableClock.START));
    }

    @Test
    void nobodysChangeIsLost() {
        AtomicInteger runs = new AtomicInteger();

        settings.update(Bench.TENANT, present -> {
            if (runs.getAndIncrement() == 0) {
                settings.update(Bench.TENANT, SettingsServiceTest::managed);
            }
            return present.toBuilder().providerPriority("openai").build();
        });

        assertThat(runs).hasValue(2);
        assertThat(settings.get(Bench.TENANT).mode()).isEqualTo(KeyMode.MANAGED);
        assertThat(settings.get(Bench.TENANT).providerPriority()).containsExactly("openai");
        assertThat(stored().version()).isEqualTo(2);
    }

    @Test
    void whoeverNeverWinsGivesUp() {
        AtomicInteger runs = new AtomicInteger();

        Bench.failure(
                ErrorCode.CONFLICT,
                () -> settings.update(Bench.TENANT, present -> {
                    int run = runs.incrementAndGet();
                    settings.replace(Bench.TENANT, prioritised(run));
                    return present.toBuilder().refuseUnknownPrice(true).build();
                }));

        assertThat(runs).hasValue(10);
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        settings.update(Bench.TENANT, present -> present);

        assertThat(bench.store.findSettings(Bench.TENANT)).isEmpty();
    }

    @Test
    void membersOfANewerVersionAreKept() {
        store("{\"mode\":\"managed\",\"futureSetting\":{\"a\":[1,2]}}");

        settings.update(
                Bench.TENANT, present -> present.toBuilder().mode(KeyMode.BYOK).build());

        assertThat(stored().json()).isEqualTo("{\"futureSetting\":{\"a\":[1,2]}}");
    }

    @Test
    void settingsThatCannotBeReadFailWhereTheyAreNeededAndNotWhereKeysAre() {
        bench.credentials.connect(Bench.openAi(Bench.KEY));
        store("{\"mode\":\"something new\"}");

        Bench.failure(ErrorCode.CONFIGURATION, () -> settings.get(Bench.TENANT));
        Bench.failure(ErrorCode.CONFIGURATION, () -> settings.update(Bench.TENANT, present -> present));
        assertThat(bench.credentials.list()).hasSize(1);
        settings.replace(Bench.TENANT, TenantSettings.DEFAULT);
        assertThat(settings.get(Bench.TENANT)).isEqualTo(TenantSettings.DEFAULT);
    }

    @Test
    void aProviderThatIsNotKnownIsATypo() {
        assertThat(Bench.failure(
                                ErrorCode.INVALID_FIELDS,
                                () -> settings.replace(
                                        Bench.TENANT,
                                        TenantSettings.builder()
                                                .providerPriority("opnai", "chatgpt")
                                                .defaultModel("groq", "x")
                                                .build()))
                        .faults())
                .extracting(FieldFault::field)
                .containsExactly("providerPriority", "defaultModels");
    }

    @Test
    void tooMuchIsRefused() {
        String model = "m".repeat(70_000);

        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> settings.update(
                        Bench.TENANT,
                        present -> present.toBuilder()
                                .defaultModel("openai", model)
                                .build()));
    }

    private static TenantSettings managed(TenantSettings present) {
        return present.toBuilder().mode(KeyMode.MANAGED).build();
    }

    private static TenantSettings prioritised(int tokens) {
        return TenantSettings.builder()
                .maxTokensPerRequest(OptionalInt.of(tokens))
                .build();
    }

    private void store(String json) {
        bench.store.saveSettings(new StoredSettings(Bench.TENANT, 1, json, MovableClock.START), 0);
    }

    private StoredSettings stored() {
        return bench.store.findSettings(Bench.TENANT).orElseThrow();
    }
}
