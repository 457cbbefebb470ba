package dev.byok.providers.http.google;

import dev.byok.internal.field.MalformedField;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads RSA keys in PEM (RFC 7468) that hold PKCS #8. */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Pattern ARMOUR = Pattern.compile("-----[A-Z ]{1,40}-----|\\s");
    private static final int LEAST_BITS = 2_048;

    private PrivateKeys() {}

    static RSAPrivateKey read(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            throw new MalformedField(
                    "has a private_key that is not between BEGIN PRIVATE KEY and END PRIVATE KEY: download the file again");
        }
        byte[] der = null;
        try {
            der = Base64.getDecoder().decode(body(matcher.group(1)));
            if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateKey key
                    && key.getModulus().bitLength() >= LEAST_BITS) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the parser's message repeats bytes of the key
            throw unreadable();
        } finally {
            if (der != null) {
                Arrays.fill(der, (byte) 0);
            }
        }
        throw unreadable();
    }

    /** A PEM on one line, without what stands around it. */
    static String body(String pem) {
        return ARMOUR.matcher(pem).replaceAll("");
    }

    private static MalformedField unreadable() {
        return new MalformedField(
                "has a private_key that is no RSA key of " + LEAST_BITS + " bits or more: download the file again");
    }
}
