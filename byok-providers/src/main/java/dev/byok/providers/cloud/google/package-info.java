/**
 * What vendors share that are served by Google: the Gemini API under its two ids, and Vertex AI.
 */
@NullMarked
package dev.byok.providers.cloud.google;

import org.jspecify.annotations.NullMarked;
