/**
 * OpenAI's responses, the format that it puts beside chat completions and that others took over.
 */
@NullMarked
package dev.byok.providers.dialect.responses;

import org.jspecify.annotations.NullMarked;
