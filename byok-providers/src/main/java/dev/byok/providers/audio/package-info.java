/**
 * Conversion of audio while it streams: what a vendor writes down, samples, what the caller wants. No I/O, no vendor.
 */
@NullMarked
package dev.byok.providers.audio;

import org.jspecify.annotations.NullMarked;
