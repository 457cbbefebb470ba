/**
 * OpenRouter. API reference: https://openrouter.ai/docs/api/reference/overview
 */
@NullMarked
package dev.byok.providers.vendor.openrouter;

import org.jspecify.annotations.NullMarked;
