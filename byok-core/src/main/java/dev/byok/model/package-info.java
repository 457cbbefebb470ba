/**
 * Names of models and what is known about them.
 */
@NullMarked
package dev.byok.model;

import org.jspecify.annotations.NullMarked;
