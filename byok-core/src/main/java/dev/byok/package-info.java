/**
 * The client, a tenant's view of it, one call, and the one exception that everything throws.
 *
 * @serial exclude
 */
@NullMarked
package dev.byok;

import org.jspecify.annotations.NullMarked;
