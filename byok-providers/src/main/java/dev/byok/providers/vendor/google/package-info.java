/**
 * The Gemini API under the id {@code google}. API reference: https://ai.google.dev/api
 */
@NullMarked
package dev.byok.providers.vendor.google;

import org.jspecify.annotations.NullMarked;
