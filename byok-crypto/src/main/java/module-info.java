/**
 * Sealing of customers' keys at rest, on Tink, and end to end.
 *
 * <p>{@link dev.byok.crypto.TinkSealer} is what a client is built with, {@link dev.byok.crypto.MasterKeys} is what it
 * seals with. {@link dev.byok.crypto.EndToEndSealer} seals on a customer's device what no server can open. Packages below {@code dev.byok.crypto.internal} are nobody's.
 */
module dev.byok.crypto {
    requires transitive dev.byok.core;
    requires com.github.benmanes.caffeine;
    requires transitive com.google.crypto.tink;
    // Tink is an automatic module, which cannot say that it needs these two
    requires com.google.gson;
    requires java.logging;

    exports dev.byok.crypto;
}
