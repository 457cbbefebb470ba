/**
 * Murf AI. API reference: https://murf.ai/api/docs
 */
@NullMarked
package dev.byok.providers.vendor.murf;

import org.jspecify.annotations.NullMarked;
