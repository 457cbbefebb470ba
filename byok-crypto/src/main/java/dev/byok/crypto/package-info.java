/**
 * Sealing of keys at rest: the sealer that a client is built with, and the master keys behind it.
 */
@NullMarked
package dev.byok.crypto;

import org.jspecify.annotations.NullMarked;
