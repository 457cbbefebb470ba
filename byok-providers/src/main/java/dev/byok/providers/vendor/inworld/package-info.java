/**
 * Inworld AI. API reference: https://docs.inworld.ai/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.inworld;

import org.jspecify.annotations.NullMarked;
