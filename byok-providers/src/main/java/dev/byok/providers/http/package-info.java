/**
 * The transport that all vendors share: sockets, signing, limits, server-sent events, redaction. The only package that
 * sees OkHttp, and the only one here that reveals a secret.
 */
@NullMarked
package dev.byok.providers.http;

import org.jspecify.annotations.NullMarked;
