/**
 * The settings of tenants: their JSON form, and keeping them in a store.
 */
@NullMarked
package dev.byok.internal.settings;

import org.jspecify.annotations.NullMarked;
