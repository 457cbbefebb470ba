/**
 * A customer's keys as the application sees them: masked rows, their life cycle, and the type that holds a secret.
 */
@NullMarked
package dev.byok.credential;

import org.jspecify.annotations.NullMarked;
