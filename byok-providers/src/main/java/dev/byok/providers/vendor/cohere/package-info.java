/**
 * Cohere. API reference: https://docs.cohere.com/v2/reference/chat
 */
@NullMarked
package dev.byok.providers.vendor.cohere;

import org.jspecify.annotations.NullMarked;
