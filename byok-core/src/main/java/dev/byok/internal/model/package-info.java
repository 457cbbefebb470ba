/**
 * Reads files of the model catalogue.
 */
@NullMarked
package dev.byok.internal.model;

import org.jspecify.annotations.NullMarked;
