/**
 * Perplexity. API reference: https://docs.perplexity.ai/docs/agent-api/quickstart
 */
@NullMarked
package dev.byok.providers.vendor.perplexity;

import org.jspecify.annotations.NullMarked;
