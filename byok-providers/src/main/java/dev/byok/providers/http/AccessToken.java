package dev.byok.providers.http;

import dev.byok.credential.Secret;
import java.time.Instant;

/**
 * An access token.
 *
 * @param value the token
 * @param expires when it stops to work
 */
record AccessToken(Secret value, Instant expires) {}
