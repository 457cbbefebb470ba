/**
 * Rime. API reference: https://docs.rime.ai
 */
@NullMarked
package dev.byok.providers.vendor.rime;

import org.jspecify.annotations.NullMarked;
