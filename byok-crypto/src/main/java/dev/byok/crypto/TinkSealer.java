package dev.byok.crypto;

import com.google.crypto.tink.Aead;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.internal.Binding;
import dev.byok.crypto.internal.MasterKey;
import dev.byok.crypto.internal.MasterKeyset;
import dev.byok.crypto.internal.SealedText;
import dev.byok.crypto.internal.TenantAeads;
import dev.byok.crypto.internal.Undecryptable;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Seals customers' keys with AES-256-GCM under a key of the tenant, which HKDF derives from a master key and the
 * tenant's salt.
 *
 * <pre>{@code
 * KeySealer sealer = new TinkSealer(MasterKeys.fromEncrypted(keyset, kek, "production"));
 * }</pre>
 *
 * <p>A sealed key opens for the tenant, credential, provider, endpoint origin, field and secret version that it was
 * sealed for, and nowhere else. It names its master key, so keys sealed before a rotation go on opening while their
 * master key is in the keyset; sealing always uses the primary one, and {@link dev.byok.sealing.Sealing#reseal()} brings
 * stored keys under it.
 *
 * <p>The ciphers of the tenants that were served last are kept, never a customer's key. Opening takes about half a
 * microsecond with a kept cipher and one more without.
 *
 * <p>Nonces are random. AES-GCM allows 2<sup>32</sup> of them for one tenant's key under one master key, which is one
 * change of a key every second for 136 years; seals are therefore not counted. A count would have to be stored to mean
 * anything, and then every save would write it.
 *
 * <p>Thread-safe; nothing to close. The master keys are the ones it was made with: after a rotation, make another.
 */
public final class TinkSealer implements KeySealer {

    /**
     * How many tenants' ciphers are kept unless said otherwise: {@value}, as many as a client keeps rows of. All together
     * take less than 2 MB.
     * With more tenants active at once, some calls derive their cipher again, which costs a microsecond and 3 KB.
     */
    public static final int DEFAULT_CACHED_TENANTS = 10_000;

    private final MasterKeyset keyset;
    private final TenantAeads aeads;

    /**
     * Makes a sealer that keeps the ciphers of {@value #DEFAULT_CACHED_TENANTS} tenants.
     *
     * @param keys the master keys
     */
    public TinkSealer(MasterKeys keys) {
        this(keys, DEFAULT_CACHED_TENANTS);
    }

    /**
     * Makes a sealer.
     *
     * @param keys the master keys
     * @param cachedTenants how many tenants' ciphers are kept; 0 derives for every call
     * @throws ByokException {@code CONFIGURATION} when it is negative or more than 2<sup>20</sup>
     */
    public TinkSealer(MasterKeys keys, int cachedTenants) {
        this.keyset = keys.keyset();
        this.aeads = new TenantAeads(cachedTenants);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ByokException {@code INVALID_REQUEST} when a part of the context has half a surrogate pair in it or more
     *     than 65,535 bytes in UTF-8
     * @throws IllegalStateException when the secret was closed
     */
    @Override
    public String seal(SealContext context, Secret secret) {
        byte[] associatedData = Binding.associatedData(context);
        Aead aead = aeads.get(keyset.primary(), context.tenant(), context.salt());
        byte[] plaintext = secret.revealUtf8(SecretAccess.grant());
        try {
            return SealedText.write(context.salt().generation(), aead.encrypt(plaintext, associatedData));
        } catch (GeneralSecurityException e) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "This Java runtime refuses to encrypt with AES-256-GCM")
                    .credentialId(context.credential())
                    .hint("run on a JDK that has it, and not in a FIPS mode that forbids it")
                    .build();
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws ByokException {@code UNDECRYPTABLE} when it does not open; the message names the reason, the credential
     *     and the master key. {@code INVALID_REQUEST} as in {@link #seal}
     */
    @Override
    public Secret open(SealContext context, String sealed) {
        Objects.requireNonNull(sealed, "sealed");
        byte[] associatedData = Binding.associatedData(context);
        SealedText text = SealedText.parse(sealed, context);
        if (text.generation() != context.salt().generation()) {
            throw Undecryptable.otherGeneration(context, text);
        }
        MasterKey key = keyset.find(text.keyId());
        if (key == null) {
            throw Undecryptable.unknownKey(context, text);
        }
        if (!key.isEnabled()) {
            throw Undecryptable.disabledKey(context, text);
        }
        try {
            Aead aead = aeads.get(key, context.tenant(), context.salt());
            return Secret.takingUtf8(aead.decrypt(text.ciphertext(), associatedData));
        } catch (GeneralSecurityException e) {
            throw Undecryptable.notAuthentic(context, text);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>It names the master key that it was made with, and only those of one master key can be compared: after a
     * rotation of the master key the same secret has another one.
     */
    @Override
    public Optional<String> fingerprint(SealContext context, Secret secret) {
        byte[] plaintext = secret.revealUtf8(SecretAccess.grant());
        try {
            return Optional.of(keyset.primary().fingerprint(context.tenant(), context.salt(), plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    @Override
    public Optional<String> keyId(String sealed) {
        OptionalInt id = SealedText.keyId(sealed);
        return id.isPresent() ? Optional.of(Integer.toUnsignedString(id.getAsInt())) : Optional.empty();
    }

    @Override
    public Optional<String> primaryKeyId() {
        return Optional.of(Integer.toUnsignedString(keyset.primary().id()));
    }

    @Override
    public Set<String> keyIds() {
        return keyset.enabledIds();
    }

    @Override
    public void forget(String tenant) {
        aeads.forget(tenant);
    }

    /** {@return the ids of the master keys} */
    @Override
    public String toString() {
        return "TinkSealer[primary=" + Integer.toUnsignedString(keyset.primary().id()) + "]";
    }
}
