/**
 * OpenAI. API reference: https://platform.openai.com/docs/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.openai;

import org.jspecify.annotations.NullMarked;
