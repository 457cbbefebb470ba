package dev.byok.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.ByokException;
import dev.byok.ErrorCode;

/** Settings that people wrote are read and written back alike, or refused with every fault of theirs. */
class SettingsFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void settings(FuzzedDataProvider data) {
        String json = data.consumeRemainingAsString();
        try {
            String written = SettingsJson.write(SettingsJson.read(json));

            assertThat(SettingsJson.write(SettingsJson.read(written))).isEqualTo(written);
        } catch (ByokException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FIELDS);
            assertThat(refused.getCause()).isNull();
            assertThat(refused.faults()).isNotEmpty();
        }
    }
}
