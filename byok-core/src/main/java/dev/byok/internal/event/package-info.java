/**
 * Delivery of events to the application's listeners.
 */
@NullMarked
package dev.byok.internal.event;

import org.jspecify.annotations.NullMarked;
