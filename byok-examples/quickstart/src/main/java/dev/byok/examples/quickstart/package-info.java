/**
 * The library in five minutes. Start reading at {@link dev.byok.examples.quickstart.Quickstart}.
 */
@NullMarked
package dev.byok.examples.quickstart;

import org.jspecify.annotations.NullMarked;
