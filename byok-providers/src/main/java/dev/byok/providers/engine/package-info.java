/**
 * Turns a vendor's spec and the transport into a {@link dev.byok.spi.Provider}.
 */
@NullMarked
package dev.byok.providers.engine;

import org.jspecify.annotations.NullMarked;
