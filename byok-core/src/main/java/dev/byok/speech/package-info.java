/**
 * Voices and, with the speech capabilities, audio.
 */
@NullMarked
package dev.byok.speech;

import org.jspecify.annotations.NullMarked;
