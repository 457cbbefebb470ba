/**
 * The engine behind {@link dev.byok.sealing.Sealing}.
 */
@NullMarked
package dev.byok.internal.sealing;

import org.jspecify.annotations.NullMarked;
