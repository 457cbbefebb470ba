package dev.byok.spi;

/** Asks a vendor whether a key is good, without spending the customer's money. Thread-safe. */
@FunctionalInterface
public interface CredentialValidator {

    /**
     * {@return what the vendor said; trouble on the way is {@link ValidationResult.Verdict#INCONCLUSIVE}, not an
     * exception}
     *
     * @param credential an opened credential; the caller closes it
     * @param context limits and cancellation
     * @throws dev.byok.ByokException {@code CANCELLED}, {@code ENDPOINT_NOT_ALLOWED}, {@code CONFIGURATION}
     */
    ValidationResult validate(ProviderCredential credential, CallContext context);

    /**
     * {@return what the vendor said, asked also where {@link #validate} looks at the shape of a key only; the same
     * unless a provider says otherwise}
     *
     * @param credential an opened credential; the caller closes it
     * @param context limits and cancellation
     * @throws dev.byok.ByokException {@code CANCELLED}, {@code ENDPOINT_NOT_ALLOWED}, {@code CONFIGURATION}
     */
    default ValidationResult deepTest(ProviderCredential credential, CallContext context) {
        return validate(credential, context);
    }
}
