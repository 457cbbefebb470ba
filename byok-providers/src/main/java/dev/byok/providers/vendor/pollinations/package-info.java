/**
 * Pollinations. API reference: https://gen.pollinations.ai/docs
 */
@NullMarked
package dev.byok.providers.vendor.pollinations;

import org.jspecify.annotations.NullMarked;
