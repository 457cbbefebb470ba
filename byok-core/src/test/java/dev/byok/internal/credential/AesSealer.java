package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A real sealer for tests: AES-GCM that binds every part of the context. Remembers what it opened. */
final class AesSealer implements KeySealer {

    private static final int IV = 12;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    final List<Secret> opened = Collections.synchronizedList(new ArrayList<>());

    AesSealer() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, "AES");
    }

    @Override
    public String seal(SealContext context, Secret secret) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, context).doFinal(secret.revealUtf8(SecretAccess.grant()));
            byte[] both = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, both, IV, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public Secret open(SealContext context, String sealed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed);
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, IV), context)
                    .doFinal(both, IV, both.length - IV);
            Secret secret = Secret.takingUtf8(text);
            opened.add(secret);
            return secret;
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw ByokException.of(ErrorCode.UNDECRYPTABLE, "A stored key does not open")
                    .build();
        }
    }

    private Cipher cipher(int mode, byte[] iv, SealContext context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, iv));
        cipher.updateAAD(bytes(context));
        return cipher;
    }

    private static byte[] bytes(SealContext context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(context.tenant());
            out.write(context.salt().bytes());
            out.writeLong(context.salt().generation());
            out.writeUTF(context.credential());
            out.writeUTF(context.provider());
            out.writeUTF(context.origin());
            out.writeUTF(context.field());
            out.writeLong(context.secretVersion());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
