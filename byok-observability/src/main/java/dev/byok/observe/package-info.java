/**
 * Listeners for OpenTelemetry and Micrometer, in the names of the semantic conventions for generative AI. No key, no
 * content and nothing made from a key is ever told.
 */
@NullMarked
package dev.byok.observe;

import org.jspecify.annotations.NullMarked;
