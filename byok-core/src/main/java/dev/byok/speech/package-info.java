/**
 * Speech: what shall be spoken, audio and the times of its words, and voices, free of any vendor's wire format.
 */
@NullMarked
package dev.byok.speech;

import org.jspecify.annotations.NullMarked;
