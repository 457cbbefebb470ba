package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import kotlin.KotlinVersion;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

/** With which OkHttp and Kotlin these tests run: those of the build, or older ones that a profile put before them. */
class OkHttpVersionTest {

    @Test
    void areThoseThatAreAskedFor() {
        assertThat(OkHttp.VERSION).isEqualTo(System.getProperty("byok.okhttp"));
        assertThat(KotlinVersion.CURRENT.toString()).startsWith(System.getProperty("byok.kotlin", "2."));
    }
}
