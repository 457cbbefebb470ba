/**
 * Cohere's chat format, version 2.
 */
@NullMarked
package dev.byok.providers.dialect.cohere;

import org.jspecify.annotations.NullMarked;
