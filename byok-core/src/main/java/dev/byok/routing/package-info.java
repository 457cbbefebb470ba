/**
 * Which routes a call took, with whose key, and how each attempt ended.
 */
@NullMarked
package dev.byok.routing;

import org.jspecify.annotations.NullMarked;
