/**
 * Google's service accounts, apart from any HTTP: reading their keys, and signing with them.
 */
@NullMarked
package dev.byok.providers.http.google;

import org.jspecify.annotations.NullMarked;
