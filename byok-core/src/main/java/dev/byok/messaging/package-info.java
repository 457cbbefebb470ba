/**
 * What a message says and what a vendor answers to it, free of any vendor's wire format.
 */
@NullMarked
package dev.byok.messaging;

import org.jspecify.annotations.NullMarked;
