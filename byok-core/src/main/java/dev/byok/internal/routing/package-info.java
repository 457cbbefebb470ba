/**
 * The engine behind a call: plan routes, try them in order, write the receipt.
 */
@NullMarked
package dev.byok.internal.routing;

import org.jspecify.annotations.NullMarked;
