/**
 * The catalogue of providers, and the policy about endpoints that customers choose.
 */
@NullMarked
package dev.byok.providers;

import org.jspecify.annotations.NullMarked;
