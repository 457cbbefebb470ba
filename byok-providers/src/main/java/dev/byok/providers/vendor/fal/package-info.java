/**
 * fal, which runs models of many makers. API reference: https://docs.fal.ai
 */
@NullMarked
package dev.byok.providers.vendor.fal;

import org.jspecify.annotations.NullMarked;
