/**
 * Gladia. API reference: https://docs.gladia.io/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.gladia;

import org.jspecify.annotations.NullMarked;
