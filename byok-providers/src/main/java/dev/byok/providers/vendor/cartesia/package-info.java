/**
 * Cartesia. API reference: https://docs.cartesia.ai/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.cartesia;

import org.jspecify.annotations.NullMarked;
