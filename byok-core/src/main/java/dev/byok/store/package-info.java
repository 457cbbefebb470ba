/**
 * Stores for sealed credentials.
 */
@NullMarked
package dev.byok.store;

import org.jspecify.annotations.NullMarked;
