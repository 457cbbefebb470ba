/**
 * What a vendor is made of: facts, where its secret goes, how its errors read, and translators that do no I/O.
 */
@NullMarked
package dev.byok.providers.spec;

import org.jspecify.annotations.NullMarked;
