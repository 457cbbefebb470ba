/**
 * Moonshot AI, which makes Kimi. API reference: https://platform.kimi.ai/docs/api/chat
 */
@NullMarked
package dev.byok.providers.vendor.moonshot;

import org.jspecify.annotations.NullMarked;
