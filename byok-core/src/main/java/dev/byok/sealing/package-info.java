/**
 * For operators: rotating the master key, looking at what is sealed with which key, and erasing tenants for good.
 */
@NullMarked
package dev.byok.sealing;

import org.jspecify.annotations.NullMarked;
