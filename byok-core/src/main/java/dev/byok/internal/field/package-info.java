/**
 * What a field of several lines may hold. Used where a credential is saved and once more where it is used, so that both
 * keep the same rules.
 */
@NullMarked
package dev.byok.internal.field;

import org.jspecify.annotations.NullMarked;
