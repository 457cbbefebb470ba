/**
 * Groq. API reference: https://console.groq.com/docs/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.groq;

import org.jspecify.annotations.NullMarked;
