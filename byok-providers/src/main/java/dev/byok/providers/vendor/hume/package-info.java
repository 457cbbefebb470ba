/**
 * Hume, whose text to speech ended. API reference: https://dev.hume.ai
 */
@NullMarked
package dev.byok.providers.vendor.hume;

import org.jspecify.annotations.NullMarked;
