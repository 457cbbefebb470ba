/** How this library reads JSON that others wrote, whoever they are. */
@NullMarked
package dev.byok.internal.json;

import org.jspecify.annotations.NullMarked;
