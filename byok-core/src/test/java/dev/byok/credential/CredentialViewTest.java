package dev.byok.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialViewTest {

    @Test
    void showsTheMaskOfTheApiKeyFirst() {
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put("client_secret", "FAKE...0001");
        masks.put("api_key", "FAKE...0002");

        assertThat(view(masks).mask()).isEqualTo("FAKE...0002");
    }

    @Test
    void showsTheFirstMaskWithoutAnApiKey() {
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put("secret_access_key", "FAKE...0003");
        masks.put("client_secret", "FAKE...0001");

        assertThat(view(masks).mask()).isEqualTo("FAKE...0003");
    }

    @Test
    void hasNoMaskWithoutASecret() {
        assertThat(view(Map.of()).mask()).isNull();
    }

    @Test
    void isNotChangedFromOutside() {
        Map<String, String> masks = new LinkedHashMap<>();
        CredentialView view = view(masks);

        masks.put("api_key", "FAKE...0002");

        assertThat(view.masks()).isEmpty();
    }

    private static CredentialView view(Map<String, String> masks) {
        return new CredentialView(
                "tp_1",
                "openai",
                "Acme",
                PrivacyMode.SERVER_ACCESSIBLE,
                masks,
                Map.of(),
                CredentialStatus.UNTESTED,
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
