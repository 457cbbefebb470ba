/**
 * Transcription: recorded and live audio, and what is said in it, free of any vendor's wire format.
 */
@NullMarked
package dev.byok.transcription;

import org.jspecify.annotations.NullMarked;
