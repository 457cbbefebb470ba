/**
 * The Gemini API under the id {@code gemini}. API reference: https://ai.google.dev/api
 */
@NullMarked
package dev.byok.providers.vendor.gemini;

import org.jspecify.annotations.NullMarked;
