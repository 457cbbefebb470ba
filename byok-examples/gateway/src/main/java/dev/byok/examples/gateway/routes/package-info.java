/**
 * The routes, one class for each part of the library that they show.
 */
@NullMarked
package dev.byok.examples.gateway.routes;

import org.jspecify.annotations.NullMarked;
