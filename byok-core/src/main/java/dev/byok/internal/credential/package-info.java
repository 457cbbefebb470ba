/**
 * The engine behind {@link dev.byok.credential.Credentials}: cleaning, masking, sealing and keeping rows.
 */
@NullMarked
package dev.byok.internal.credential;

import org.jspecify.annotations.NullMarked;
