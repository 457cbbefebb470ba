/**
 * Gemini on Vertex AI. API reference:
 * https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference
 */
@NullMarked
package dev.byok.providers.vendor.vertexai;

import org.jspecify.annotations.NullMarked;
