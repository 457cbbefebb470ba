/**
 * MiniMax. API reference: https://platform.minimax.io/docs/api-reference/text-chat-openai
 */
@NullMarked
package dev.byok.providers.vendor.minimax;

import org.jspecify.annotations.NullMarked;
