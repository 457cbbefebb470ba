/**
 * What the library tells listeners: ids, figures and outcomes, never content and never a key.
 */
@NullMarked
package dev.byok.event;

import org.jspecify.annotations.NullMarked;
