/**
 * Electron Hub. API reference: https://docs.electronhub.ai/
 */
@NullMarked
package dev.byok.providers.vendor.electronhub;

import org.jspecify.annotations.NullMarked;
