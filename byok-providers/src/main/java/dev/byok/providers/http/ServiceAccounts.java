package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.internal.field.MalformedField;
import dev.byok.providers.http.google.ServiceAccount;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;
import okio.ByteString;

/** Where keys of service accounts are opened: to check one before it is saved, and to sign with it. */
public final class ServiceAccounts {

    static final String HEADER = "Authorization";

    private static final String PROJECT_ID = "project_id";

    private ServiceAccounts() {}

    /**
     * Checks the key of a service account, and fills in the project when the vendor wants one and none was typed.
     *
     * @param vendor the vendor; one that takes no such key is left alone
     * @param credential a credential that is about to be saved; it need not have a new key
     * @return the credential's fields that are not secret
     * @throws ByokException {@code INVALID_FIELDS} when the key cannot be used, or there is no project
     */
    public static Map<String, String> complete(VendorSpec vendor, ProviderCredential credential) {
        if (!(vendor.auth() instanceof Auth.GoogleServiceAccount auth)) {
            return credential.fields();
        }
        Optional<String> project = Optional.empty();
        Secret key = credential.secrets().get(auth.field());
        if (key != null) {
            try {
                project = ServiceAccount.read(Signer.reveal(key, credential)).projectId();
            } catch (MalformedField e) {
                throw invalid(vendor, auth.field(), FieldFault.Kind.MALFORMED, e.fault());
            }
        }
        Optional<Field> field = vendor.info().schema().field(PROJECT_ID);
        if (field.isEmpty() || credential.fields().containsKey(PROJECT_ID)) {
            return credential.fields();
        }
        Map<String, String> fields = new LinkedHashMap<>(credential.fields());
        fields.put(
                PROJECT_ID,
                project.filter(field.get()::matches)
                        .orElseThrow(() -> invalid(
                                vendor,
                                PROJECT_ID,
                                FieldFault.Kind.MISSING,
                                "is required, because there is no new key that names one")));
        return fields;
    }

    /** What a request carries along to be signed later. */
    static ServiceAccountCall call(Auth.GoogleServiceAccount auth, Target target) {
        byte[] key;
        try {
            key = secret(auth, target).revealUtf8(SecretAccess.grant());
        } catch (IllegalStateException e) {
            throw closed(target);
        }
        MessageDigest digest = sha256();
        auth.scopes().forEach(scope -> digest.update((scope + "\n").getBytes(StandardCharsets.UTF_8)));
        ByteString fingerprint = ByteString.of(digest.digest(key));
        Arrays.fill(key, (byte) 0);
        return new ServiceAccountCall(auth, target, fingerprint);
    }

    /** What is exchanged for an access token. */
    static String assertion(ServiceAccountCall call, Instant now) {
        ProviderCredential credential = call.target().credential();
        try {
            return ServiceAccount.read(Signer.reveal(secret(call.auth(), call.target()), credential))
                    .assertion(call.auth().scopes(), now);
        } catch (MalformedField e) {
            throw Signer.refused(credential, call.auth().field() + " " + e.fault(), "enter the key again");
        }
    }

    /** Signs a request. */
    static Request signed(Request request, AccessToken token, ServiceAccountCall call) {
        call.target().signedWith(token.value());
        return request.newBuilder()
                .header(HEADER, "Bearer " + token.value().reveal(SecretAccess.grant()))
                .build();
    }

    private static Secret secret(Auth.GoogleServiceAccount auth, Target target) {
        Secret secret = target.credential().secrets().get(auth.field());
        if (secret == null || secret.isEmpty()) {
            throw Signer.refused(target.credential(), "the credential has no " + auth.field(), "enter the key again");
        }
        return secret;
    }

    private static ByokException closed(Target target) {
        return Signer.refused(
                target.credential(), "the credential was closed before the call", "open a credential for each call");
    }

    private static ByokException invalid(VendorSpec vendor, String field, FieldFault.Kind kind, String fault) {
        String message = field + " " + fault;
        return ByokException.of(ErrorCode.INVALID_FIELDS, message)
                .provider(vendor.info().id())
                .faults(List.of(new FieldFault(field, kind, message)))
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256");
        }
    }
}
