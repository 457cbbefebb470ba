/**
 * Listeners that tell OpenTelemetry and Micrometer of calls. Both are optional: an application brings the one it uses.
 */
module dev.byok.observe {
    requires transitive dev.byok.core;
    requires static transitive io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static transitive micrometer.core;
    requires static org.jspecify;

    exports dev.byok.observe;
}
