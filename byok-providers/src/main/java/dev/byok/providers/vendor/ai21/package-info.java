/**
 * AI21 Labs. API reference: https://docs.ai21.com/
 */
@NullMarked
package dev.byok.providers.vendor.ai21;

import org.jspecify.annotations.NullMarked;
