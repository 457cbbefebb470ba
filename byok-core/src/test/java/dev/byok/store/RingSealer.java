package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-GCM under a key of the tenant, made from a master key and the tenant's salt. Master keys are made from
 * their ids, so that other processes have them too.
 */
final class RingSealer implements KeySealer {

    private static final int IV = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String primary;
    private final Set<String> others;

    /** Makes one that seals with the first key and opens with all. */
    RingSealer(String primary, String... others) {
        this.primary = primary;
        this.others = Set.of(others);
    }

    @Override
    public String seal(SealContext context, Secret secret) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, primary, iv, context).doFinal(secret.revealUtf8(SecretAccess.grant()));
            byte[] both = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, both, IV, sealed.length);
            return primary + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public Secret open(SealContext context, String sealed) {
        String keyId = keyId(sealed).filter(keyIds()::contains).orElseThrow(RingSealer::refused);
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed.substring(keyId.length() + 1));
            return Secret.takingUtf8(cipher(Cipher.DECRYPT_MODE, keyId, Arrays.copyOf(both, IV), context)
                    .doFinal(both, IV, both.length - IV));
        } catch (GeneralSecurityException | IllegalArgumentException failure) {
            throw refused();
        }
    }

    @Override
    public Optional<String> keyId(String sealed) {
        int dot = sealed.indexOf('.');
        return dot < 1 ? Optional.empty() : Optional.of(sealed.substring(0, dot));
    }

    @Override
    public Optional<String> primaryKeyId() {
        return Optional.of(primary);
    }

    @Override
    public Set<String> keyIds() {
        Set<String> all = new HashSet<>(others);
        all.add(primary);
        return all;
    }

    private static ByokException refused() {
        return ByokException.of(ErrorCode.UNDECRYPTABLE, "A stored key does not open")
                .build();
    }

    private static Cipher cipher(int mode, String keyId, byte[] iv, SealContext context)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(("FAKE master key " + keyId).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(context.salt().bytes());
        byte[] tenantKey = mac.doFinal(context.tenant().getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(tenantKey, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(bytes(context));
        return cipher;
    }

    private static byte[] bytes(SealContext context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : List.of(
                    context.tenant(), context.credential(), context.provider(), context.origin(), context.field())) {
                out.writeUTF(part);
            }
            out.writeLong(context.salt().generation());
            out.writeLong(context.secretVersion());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
