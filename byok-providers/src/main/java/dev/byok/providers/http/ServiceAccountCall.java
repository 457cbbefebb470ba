package dev.byok.providers.http;

import dev.byok.providers.spec.Auth;
import okio.ByteString;

/**
 * What a request of a service account carries along until an access token signs it.
 *
 * @param auth where the key is, and what it is used for
 * @param target whose key it is
 * @param fingerprint tells keys apart; the key cannot be had from it
 */
record ServiceAccountCall(Auth.GoogleServiceAccount auth, Target target, ByteString fingerprint) {

    /** {@return the target's vendor; no fingerprint} */
    @Override
    public String toString() {
        return "ServiceAccountCall[" + target + "]";
    }
}
