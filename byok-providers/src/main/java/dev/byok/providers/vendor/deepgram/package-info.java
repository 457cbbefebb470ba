/**
 * Deepgram. API reference: https://developers.deepgram.com/reference
 */
@NullMarked
package dev.byok.providers.vendor.deepgram;

import org.jspecify.annotations.NullMarked;
