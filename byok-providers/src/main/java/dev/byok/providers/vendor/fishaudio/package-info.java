/**
 * Fish Audio. API reference: https://docs.fish.audio/api-reference
 */
@NullMarked
package dev.byok.providers.vendor.fishaudio;

import org.jspecify.annotations.NullMarked;
