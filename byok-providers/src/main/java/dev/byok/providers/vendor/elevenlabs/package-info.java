/**
 * ElevenLabs. API reference: https://elevenlabs.io/docs/api-reference/introduction
 */
@NullMarked
package dev.byok.providers.vendor.elevenlabs;

import org.jspecify.annotations.NullMarked;
