/**
 * What a vendor, a store or a sealer implements. Applications that only use the library import none of it.
 */
@NullMarked
package dev.byok.spi;

import org.jspecify.annotations.NullMarked;
