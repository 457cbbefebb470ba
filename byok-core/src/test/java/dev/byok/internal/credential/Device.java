package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import dev.byok.spi.EndToEndOpener;
import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;
import java.util.Arrays;

/** A customer's device with a phrase of its own: seals for drafts, and is the key that opens what it sealed. */
final class Device implements EndToEndOpener {

    private final AesSealer sealer = new AesSealer();
    private final PhraseProof proof;

    Device(int number) {
        byte[] bytes = new byte[PhraseProof.BYTES];
        Arrays.fill(bytes, (byte) number);
        proof = PhraseProof.of(bytes);
    }

    EndToEndInput seal(EndToEndDraft draft, String field, String value) {
        return seal(EndToEndInput.of(draft.provider(), draft.id()), draft, field, value)
                .proof(proof);
    }

    EndToEndInput seal(EndToEndInput input, EndToEndDraft draft, String field, String value) {
        String content = "{\"value\":\"" + value + "\",\"origin\":\"" + draft.origin() + "\",\"version\":"
                + draft.version() + ",\"sealed_at\":\"2026-01-01T00:00:00Z\"}";
        return input.sealed(field, sealRaw(draft.context(field), content), Masks.of(value));
    }

    String sealRaw(EndToEndContext context, String content) {
        return "bke1." + sealer.seal(place(context), Secret.of(content));
    }

    @Override
    public Secret open(EndToEndContext context, String sealed) {
        try {
            return sealer.open(place(context), sealed.substring("bke1.".length()));
        } catch (ByokException otherPhrase) {
            throw ByokException.of(ErrorCode.E2E_LOCKED, "It was sealed with another recovery phrase")
                    .build();
        }
    }

    @Override
    public PhraseProof proof(String tenant) {
        return proof;
    }

    private static SealContext place(EndToEndContext context) {
        TenantSalt none = TenantSalt.of(new byte[TenantSalt.BYTES], 1);
        return new SealContext(
                context.tenant(), none, context.credential(), context.provider(), "", context.field(), 1);
    }
}
