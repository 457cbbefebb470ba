/**
 * What AWS asks of a request beyond HTTP: signatures.
 */
@NullMarked
package dev.byok.providers.http.aws;

import org.jspecify.annotations.NullMarked;
