/**
 * Sarvam AI. API reference: https://docs.sarvam.ai/api-reference-docs
 */
@NullMarked
package dev.byok.providers.vendor.sarvam;

import org.jspecify.annotations.NullMarked;
