/**
 * The example gateway: its settings, how it is put together, and how it starts and stops.
 */
@NullMarked
package dev.byok.examples.gateway;

import org.jspecify.annotations.NullMarked;
