/**
 * xAI. API reference: https://docs.x.ai/developers/rest-api-reference
 */
@NullMarked
package dev.byok.providers.vendor.xai;

import org.jspecify.annotations.NullMarked;
