/**
 * What every route shares: who asks, JSON in and out, errors, headers, the request log.
 */
@NullMarked
package dev.byok.examples.gateway.http;

import org.jspecify.annotations.NullMarked;
