/**
 * Together AI. API reference: https://docs.together.ai/reference/chat-completions
 */
@NullMarked
package dev.byok.providers.vendor.together;

import org.jspecify.annotations.NullMarked;
