/**
 * OpenAI's chat-completions format, which most vendors speak with small deviations (quirks).
 */
@NullMarked
package dev.byok.providers.dialect.openai;

import org.jspecify.annotations.NullMarked;
