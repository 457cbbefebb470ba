/**
 * Threads for calls that the caller does not wait for.
 */
@NullMarked
package dev.byok.internal.async;

import org.jspecify.annotations.NullMarked;
