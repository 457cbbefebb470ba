/**
 * AI/ML API. API reference: https://docs.aimlapi.com/
 */
@NullMarked
package dev.byok.providers.vendor.aimlapi;

import org.jspecify.annotations.NullMarked;
