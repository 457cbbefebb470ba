/**
 * Reads and writes OpenAI's chat-completions JSON for callers who speak it.
 */
@NullMarked
package dev.byok.internal.openai;

import org.jspecify.annotations.NullMarked;
