/** The quickstart, as a consumer of the library on the module path. */
module dev.byok.examples.quickstart {
    requires dev.byok.core;
    requires dev.byok.crypto;
    requires dev.byok.providers;
    requires jdk.httpserver;
    requires static org.jspecify;
}
