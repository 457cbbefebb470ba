/**
 * Anthropic's messages format, which Anthropic's models speak on other clouds too.
 */
@NullMarked
package dev.byok.providers.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
