package dev.byok.examples.gateway;

import dev.byok.examples.gateway.data.Sql;
import dev.byok.examples.gateway.http.AttemptLimit;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.examples.gateway.routes.AccountConfigRoutes;
import dev.byok.examples.gateway.routes.AgentRoutes;
import dev.byok.examples.gateway.routes.AgentStore;
import dev.byok.examples.gateway.routes.ApiKeyRoutes;
import dev.byok.examples.gateway.routes.ChatRoutes;
import dev.byok.examples.gateway.routes.ConversationRoutes;
import dev.byok.examples.gateway.routes.EncryptionStore;
import dev.byok.examples.gateway.routes.EndToEndRoutes;
import dev.byok.examples.gateway.routes.LiveTranscriptionRoutes;
import dev.byok.examples.gateway.routes.MessageRoutes;
import dev.byok.examples.gateway.routes.ModelRoutes;
import dev.byok.examples.gateway.routes.PlatformRoutes;
import dev.byok.examples.gateway.routes.ProviderRoutes;
import dev.byok.examples.gateway.routes.SettingsRoutes;
import dev.byok.examples.gateway.routes.SpeechRoutes;
import dev.byok.examples.gateway.routes.TranscriptionRoutes;
import dev.byok.examples.gateway.routes.UsageLog;
import dev.byok.examples.gateway.routes.UsageRoutes;
import dev.byok.examples.gateway.routes.VoiceCatalogRoutes;
import dev.byok.examples.gateway.routes.VoiceRoutes;
import dev.byok.examples.gateway.routes.VoiceStore;
import dev.byok.providers.EndpointPolicy;
import java.time.Clock;
import java.time.Duration;

/** Every route of a tenant, and what they share. */
final class Routes {

    private static final Duration VALIDATION_WINDOW = Duration.ofMinutes(5);

    private Routes() {}

    static void add(
            TenantRoutes routes, Settings settings, Sql sql, EndpointPolicy policy, UsageLog usage, Clock clock) {
        AgentStore agents = new AgentStore(sql);
        VoiceStore voices = new VoiceStore(sql, clock);
        EndToEndRoutes endToEnd = new EndToEndRoutes(new EncryptionStore(sql, clock));
        endToEnd.addTo(routes);
        new ProviderRoutes(new AttemptLimit(settings.validations(), VALIDATION_WINDOW, clock), endToEnd).addTo(routes);
        new ApiKeyRoutes().addTo(routes);
        new AgentRoutes(agents, policy).addTo(routes);
        new ChatRoutes(clock, agents).addTo(routes);
        new ModelRoutes(clock).addTo(routes);
        new SettingsRoutes().addTo(routes);
        new PlatformRoutes(settings.platformKeys().keySet()).addTo(routes);
        new AccountConfigRoutes().addTo(routes);
        new SpeechRoutes(agents, voices).addTo(routes);
        new ConversationRoutes(voices).addTo(routes);
        new VoiceRoutes(voices).addTo(routes);
        new VoiceCatalogRoutes(clock).addTo(routes);
        new TranscriptionRoutes(agents).addTo(routes);
        new LiveTranscriptionRoutes(agents).addTo(routes);
        new MessageRoutes().addTo(routes);
        new UsageRoutes(usage).addTo(routes);
    }
}
