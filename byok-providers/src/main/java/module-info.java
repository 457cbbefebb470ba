/**
 * Every vendor, and the transport they share. An application needs {@link dev.byok.providers.Providers} only.
 */
module dev.byok.providers {
    requires transitive dev.byok.core;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires kotlin.stdlib;
    requires okhttp3;
    requires okio;
    requires org.slf4j;

    exports dev.byok.providers;

    provides dev.byok.spi.ProviderSource with
            dev.byok.providers.Providers;
}
