/**
 * Mistral AI. API reference: https://docs.mistral.ai/api
 */
@NullMarked
package dev.byok.providers.vendor.mistral;

import org.jspecify.annotations.NullMarked;
