/**
 * Cerebras. API reference: https://inference-docs.cerebras.ai/api-reference/chat-completions
 */
@NullMarked
package dev.byok.providers.vendor.cerebras;

import org.jspecify.annotations.NullMarked;
