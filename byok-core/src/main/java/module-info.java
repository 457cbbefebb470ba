/**
 * The byok client: connect customers' API keys, keep them sealed, and make calls with them.
 *
 * <p>Root packages are what an application imports, {@code dev.byok.spi} is what a vendor, a store or a sealer
 * implements. Packages below {@code dev.byok.internal} are nobody's.
 */
@SuppressWarnings("module") // byok-providers is compiled later, so the compiler cannot find it yet
module dev.byok.core {
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires transitive java.sql;
    requires org.slf4j;

    exports dev.byok;
    exports dev.byok.chat;
    exports dev.byok.credential;
    exports dev.byok.event;
    exports dev.byok.messaging;
    exports dev.byok.model;
    exports dev.byok.routing;
    exports dev.byok.sealing;
    exports dev.byok.speech;
    exports dev.byok.spi;
    exports dev.byok.store;
    exports dev.byok.transcription;
    exports dev.byok.internal.field to
            dev.byok.providers;

    uses dev.byok.spi.ProviderSource;
}
