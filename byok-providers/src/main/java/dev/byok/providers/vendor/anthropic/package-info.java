/**
 * Anthropic. API reference: https://platform.claude.com/docs/en/api/overview
 */
@NullMarked
package dev.byok.providers.vendor.anthropic;

import org.jspecify.annotations.NullMarked;
