/**
 * The gateway's own tables, next to the library's in the same database.
 */
@NullMarked
package dev.byok.examples.gateway.data;

import org.jspecify.annotations.NullMarked;
