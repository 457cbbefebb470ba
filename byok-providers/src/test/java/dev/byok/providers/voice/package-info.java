/**
 * Round trips with programs that speak and listen, on this machine.
 */
@NullMarked
package dev.byok.providers.voice;

import org.jspecify.annotations.NullMarked;
