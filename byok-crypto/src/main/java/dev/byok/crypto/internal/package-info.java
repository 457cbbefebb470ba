/**
 * The sealed format {@code bks1}, the derivation of tenants' keys, and the reading and writing of master keysets.
 */
@NullMarked
package dev.byok.crypto.internal;

import org.jspecify.annotations.NullMarked;
