/**
 * Speechmatics. API reference: https://docs.speechmatics.com/api-ref
 */
@NullMarked
package dev.byok.providers.vendor.speechmatics;

import org.jspecify.annotations.NullMarked;
