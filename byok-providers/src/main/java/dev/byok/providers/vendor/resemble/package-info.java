/**
 * Resemble AI. API reference: https://docs.resemble.ai
 */
@NullMarked
package dev.byok.providers.vendor.resemble;

import org.jspecify.annotations.NullMarked;
