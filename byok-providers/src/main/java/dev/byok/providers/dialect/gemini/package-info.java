/**
 * Google's generateContent format, which the Gemini API and Vertex AI share.
 */
@NullMarked
package dev.byok.providers.dialect.gemini;

import org.jspecify.annotations.NullMarked;
