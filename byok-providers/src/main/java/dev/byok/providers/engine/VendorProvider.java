package dev.byok.providers.engine;

import dev.byok.providers.http.ServiceAccounts;
import dev.byok.providers.http.Signer;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider made of a vendor's spec and the shared transport. */
public final class VendorProvider implements Provider {

    private final VendorSpec vendor;
    private final Transport transport;
    private final @Nullable Endpoint own;
    private final CredentialValidator validator;
    private final ClientFactory clients;

    /**
     * Makes one.
     *
     * @param vendor what the vendor is
     * @param transport what sends its requests; stays open
     */
    public VendorProvider(VendorSpec vendor, Transport transport) {
        this.vendor = vendor;
        this.transport = transport;
        this.own = isFixed(vendor) ? transport.endpoint(vendor, Map.of()) : null;
        this.validator = new LiveValidator(vendor, transport);
        // a lambda cannot be generic
        this.clients = new ClientFactory() {
            @Override
            public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                return client(capability, credential).map(capability.client()::cast);
            }
        };
    }

    @Override
    public ProviderInfo info() {
        return vendor.info();
    }

    @Override
    public Endpoint endpoint(Map<String, String> fields) {
        return own == null || fields.containsKey(VendorSpec.BASE_URL) ? transport.endpoint(vendor, fields) : own;
    }

    @Override
    public Map<String, String> complete(ProviderCredential credential) {
        Signer.requireSendable(vendor, credential);
        return vendor.completion().apply(ServiceAccounts.complete(vendor, credential));
    }

    @Override
    public CredentialValidator validator() {
        return validator;
    }

    @Override
    public ClientFactory clients() {
        return clients;
    }

    private Optional<Object> client(Capability<?> capability, ProviderCredential credential) {
        Target target = new Target(vendor, credential);
        boolean isList = capability == Capability.MODELS || capability == Capability.VOICES;
        if (isList && vendor.endpointPerCall() && !hasBaseUrl(credential)) {
            // the URL of a call is the URL of that call: nothing else is known to be near it
            return Optional.empty();
        }
        if (capability == Capability.CHAT && vendor.chat() != null) {
            return Optional.of(new VendorChatClient(target, transport, vendor.chat()));
        }
        if (capability == Capability.MODELS && vendor.models() != null) {
            return Optional.of((dev.byok.spi.ModelsClient) new PagedList<>(target, transport, vendor.models())::all);
        }
        if (capability == Capability.MESSAGES && vendor.messages() != null) {
            return Optional.of(new VendorMessagesClient(target, transport, vendor.messages()));
        }
        if (capability == Capability.SPEECH && vendor.speech() != null) {
            return Optional.of(new VendorSpeechClient(target, transport, vendor.speech()));
        }
        if (capability == Capability.VOICES && vendor.voices() != null) {
            return Optional.of((dev.byok.spi.VoicesClient) new PagedList<>(target, transport, vendor.voices())::all);
        }
        return Optional.empty();
    }

    // whether every credential without a base URL of its own is sent to the same place
    private static boolean isFixed(VendorSpec vendor) {
        return vendor.hosts() == null || !vendor.hosts().isDecidedByFields();
    }

    private static boolean hasBaseUrl(ProviderCredential credential) {
        return credential.fields().containsKey(VendorSpec.BASE_URL);
    }

    /** {@return the vendor's id} */
    @Override
    public String toString() {
        return vendor.info().id();
    }
}
