package dev.byok.providers;

import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.engine.Pause;
import dev.byok.providers.engine.VendorProvider;
import dev.byok.providers.http.LiveLimits;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.vendor.ai21.Ai21;
import dev.byok.providers.vendor.aimlapi.AimlApi;
import dev.byok.providers.vendor.anthropic.Anthropic;
import dev.byok.providers.vendor.anthropicbedrock.AnthropicBedrock;
import dev.byok.providers.vendor.anthropicvertex.AnthropicVertex;
import dev.byok.providers.vendor.assemblyai.AssemblyAi;
import dev.byok.providers.vendor.awsnova.AwsNova;
import dev.byok.providers.vendor.azureopenai.AzureOpenAi;
import dev.byok.providers.vendor.cartesia.Cartesia;
import dev.byok.providers.vendor.cerebras.Cerebras;
import dev.byok.providers.vendor.cohere.Cohere;
import dev.byok.providers.vendor.cometapi.CometApi;
import dev.byok.providers.vendor.customllm.CustomLlm;
import dev.byok.providers.vendor.customtranscriber.CustomTranscriber;
import dev.byok.providers.vendor.customvoice.CustomVoice;
import dev.byok.providers.vendor.deepgram.Deepgram;
import dev.byok.providers.vendor.deepseek.DeepSeek;
import dev.byok.providers.vendor.electronhub.ElectronHub;
import dev.byok.providers.vendor.elevenlabs.ElevenLabs;
import dev.byok.providers.vendor.fal.Fal;
import dev.byok.providers.vendor.fireworks.Fireworks;
import dev.byok.providers.vendor.fishaudio.FishAudio;
import dev.byok.providers.vendor.gemini.Gemini;
import dev.byok.providers.vendor.gladia.Gladia;
import dev.byok.providers.vendor.google.Google;
import dev.byok.providers.vendor.groq.Groq;
import dev.byok.providers.vendor.hume.Hume;
import dev.byok.providers.vendor.inworld.Inworld;
import dev.byok.providers.vendor.minimax.MiniMax;
import dev.byok.providers.vendor.mistral.Mistral;
import dev.byok.providers.vendor.moonshot.Moonshot;
import dev.byok.providers.vendor.murf.Murf;
import dev.byok.providers.vendor.nanogpt.NanoGpt;
import dev.byok.providers.vendor.novelai.NovelAi;
import dev.byok.providers.vendor.openai.OpenAi;
import dev.byok.providers.vendor.openrouter.OpenRouter;
import dev.byok.providers.vendor.perplexity.Perplexity;
import dev.byok.providers.vendor.playht.PlayHt;
import dev.byok.providers.vendor.pollinations.Pollinations;
import dev.byok.providers.vendor.resemble.Resemble;
import dev.byok.providers.vendor.rime.Rime;
import dev.byok.providers.vendor.sarvam.Sarvam;
import dev.byok.providers.vendor.siliconflow.SiliconFlow;
import dev.byok.providers.vendor.speechmatics.Speechmatics;
import dev.byok.providers.vendor.telegram.Telegram;
import dev.byok.providers.vendor.together.Together;
import dev.byok.providers.vendor.vertexai.VertexAi;
import dev.byok.providers.vendor.whatsapp.WhatsApp;
import dev.byok.providers.vendor.xai.Xai;
import dev.byok.providers.vendor.zai.Zai;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The providers of this library, over one shared transport.
 *
 * <pre>{@code
 * ByokClient client = ByokClient.builder()
 *         .providers(Providers.standard())
 *         …
 * }</pre>
 *
 * <p>Thread-safe. Idle connections close by themselves after five minutes and threads end then, so {@link #close()} is
 * only for those who want that at once.
 */
public final class Providers implements ProviderSource {

    private final Transport transport;
    private final List<Provider> providers;

    /** Makes the standard providers; for {@link java.util.ServiceLoader}, others use {@link #standard()}. */
    public Providers() {
        this(new Builder());
    }

    private Providers(Builder builder) {
        Urls urls = new Urls(builder.endpointPolicy);
        LiveLimits live = LiveLimits.DEFAULT.withSessions(builder.maxLiveSessions);
        this.transport = builder.tokenUrl == null
                ? new Transport(urls, Transport.Limits.DEFAULT, live)
                : new Transport(urls, Transport.Limits.DEFAULT, live, builder.tokenUrl);
        List<VendorSpec> vendors = new ArrayList<>(vendors());
        vendors.addAll(builder.more);
        this.providers = vendors.stream()
                .<Provider>map(vendor -> new VendorProvider(vendor, transport, builder.pause))
                .toList();
    }

    /** Every vendor, by id. */
    static List<VendorSpec> vendors() {
        List<VendorSpec> all = new ArrayList<>();
        all.add(Ai21.spec());
        all.add(AimlApi.spec());
        all.add(Anthropic.spec());
        all.add(AnthropicBedrock.spec());
        all.add(AnthropicVertex.spec());
        all.add(AssemblyAi.spec());
        all.add(AwsNova.spec());
        all.add(AzureOpenAi.spec());
        all.add(Cartesia.spec());
        all.add(Cerebras.spec());
        all.add(Cohere.spec());
        all.add(CometApi.spec());
        all.add(CustomLlm.spec());
        all.add(CustomTranscriber.spec());
        all.add(CustomVoice.spec());
        all.add(Deepgram.spec());
        all.add(DeepSeek.spec());
        all.add(ElectronHub.spec());
        all.add(ElevenLabs.spec());
        all.add(Fal.spec());
        all.add(Fireworks.spec());
        all.add(FishAudio.spec());
        all.add(Gemini.spec());
        all.add(Gladia.spec());
        all.add(Google.spec());
        all.add(Groq.spec());
        all.add(Hume.spec());
        all.add(Inworld.spec());
        all.add(MiniMax.spec());
        all.add(Mistral.spec());
        all.add(Moonshot.spec());
        all.add(Murf.spec());
        all.add(NanoGpt.spec());
        all.add(NovelAi.spec());
        all.add(OpenAi.spec());
        all.add(OpenRouter.spec());
        all.add(Perplexity.spec());
        all.add(PlayHt.spec());
        all.add(Pollinations.spec());
        all.add(Resemble.spec());
        all.add(Rime.spec());
        all.add(Sarvam.spec());
        all.add(SiliconFlow.spec());
        all.add(Speechmatics.spec());
        all.add(Telegram.spec());
        all.add(Together.spec());
        all.add(VertexAi.spec());
        all.add(WhatsApp.spec());
        all.add(Xai.spec());
        all.add(Zai.spec());
        return List.copyOf(all);
    }

    /** {@return every provider of this library; customers may choose public https endpoints only} */
    public static Providers standard() {
        return new Providers(new Builder());
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<Provider> providers() {
        return providers;
    }

    /** Closes idle connections now; running calls end first. */
    @Override
    public void close() {
        transport.close();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private EndpointPolicy endpointPolicy = EndpointPolicy.publicHttps();
        private final List<VendorSpec> more = new ArrayList<>();
        private int maxLiveSessions = LiveLimits.DEFAULT.sessions();
        private @Nullable String tokenUrl;
        private Pause pause = Pause.REAL;

        private Builder() {}

        /** Waits so between two looks at a vendor's job; for tests. */
        Builder pause(Pause value) {
            this.pause = value;
            return this;
        }

        /** Gets access tokens for Google's service accounts there instead; for tests. */
        Builder tokenUrl(String url) {
            this.tokenUrl = url;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param policy which endpoints customers may choose; public https only unless said
         */
        public Builder endpointPolicy(EndpointPolicy policy) {
            this.endpointPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Limits how many live transcriptions may be open at once, over all tenants. Before JDK 24 each of them takes a
         * thread of the platform. One more is refused as {@code CONFIGURATION}, before anything is sent.
         *
         * @param most at least 1; 1,000 unless said
         * @return this builder
         */
        public Builder maxLiveSessions(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxLiveSessions must be at least 1, not " + most);
            }
            this.maxLiveSessions = most;
            return this;
        }

        /**
         * Adds a vendor that speaks OpenAI's chat format and that this library does not know.
         *
         * @param id lower case letters, digits and hyphens; not one of a known provider
         * @param name as the company spells itself
         * @param baseUrl https, up to and with the version, for example {@code https://api.example.com/v1}
         * @return this builder
         */
        public Builder openAiCompatible(String id, String name, String baseUrl) {
            OpenAiModels models = OpenAiModels.idsOnly(id);
            more.add(VendorSpec.of(id, name)
                    .baseUrl(EndpointPolicy.publicHttps().check(baseUrl))
                    .maturity(Maturity.UNVERIFIED, null)
                    .field(Field.secret("api_key", "API key"))
                    .auth(Auth.bearer("api_key"))
                    .errors(OpenAiErrors.COMMON)
                    .check(LiveCheck.listing(models))
                    .models(models)
                    .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens()))
                    .build());
            return this;
        }

        /** {@return the providers} */
        public Providers build() {
            return new Providers(this);
        }
    }
}
