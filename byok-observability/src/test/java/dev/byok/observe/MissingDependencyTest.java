package dev.byok.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each of the two listeners works where the other one's library is missing, and names its own where that is missing. */
final class MissingDependencyTest {

    @Test
    void openTelemetryNeedsNoMicrometer() throws Exception {
        try (URLClassLoader application = without("micrometer")) {
            assertThat(application
                            .loadClass("dev.byok.observe.OpenTelemetryListener")
                            .getConstructors())
                    .hasSize(1);
            assertThatThrownBy(() -> application
                            .loadClass("dev.byok.observe.MicrometerListener")
                            .getConstructors())
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("io/micrometer/");
        }
    }

    @Test
    void micrometerNeedsNoOpenTelemetry() throws Exception {
        try (URLClassLoader application = without("opentelemetry")) {
            assertThat(application
                            .loadClass("dev.byok.observe.MicrometerListener")
                            .getConstructors())
                    .hasSize(1);
            assertThatThrownBy(() -> application
                            .loadClass("dev.byok.observe.OpenTelemetryListener")
                            .getConstructors())
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("io/opentelemetry/");
        }
    }

    private static URLClassLoader without(String library) {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).getFileName().toString().contains(library))
                .map(MissingDependencyTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
