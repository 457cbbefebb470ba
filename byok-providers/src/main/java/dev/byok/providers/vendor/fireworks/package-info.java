/**
 * Fireworks AI. API reference: https://docs.fireworks.ai/api-reference/post-chatcompletions
 */
@NullMarked
package dev.byok.providers.vendor.fireworks;

import org.jspecify.annotations.NullMarked;
