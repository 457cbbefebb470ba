package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.Tenant;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.PrivacyMode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.model.ListedModel;
import dev.byok.model.ModelGroup;
import dev.byok.model.ModelInfo;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The models of every connected key: {@code /v1/models}. */
public final class ModelRoutes {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    /**
     * Makes them.
     *
     * @param clock tells when a vendor was asked
     */
    public ModelRoutes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/models", this::list);
    }

    private void list(Context context, Tenant tenant) {
        Map<String, CredentialView> rows = new LinkedHashMap<>();
        tenant.credentials().list().forEach(row -> rows.put(row.id(), row));
        askWhereNobodyAsked(tenant, rows);
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        String search = Optional.ofNullable(context.queryParam("q")).orElse("");
        for (ModelGroup group : tenant.models().search(search)) {
            CredentialView row = rows.get(group.credentialId());
            if (row != null && !(group.listedAt().isEmpty() && row.status() == CredentialStatus.INVALID)) {
                group.models().forEach(model -> write(data.addObject(), model, row));
            }
        }
        Json.reply(context, 200, body);
    }

    /** Lists are kept since the last test of a key. A key that was never tested is asked here. */
    private void askWhereNobodyAsked(Tenant tenant, Map<String, CredentialView> rows) {
        Set<String> known = tenant.models().list().stream()
                .filter(group -> group.listedAt().isPresent())
                .map(ModelGroup::credentialId)
                .collect(Collectors.toSet());
        for (CredentialView row : List.copyOf(rows.values())) {
            if (!known.contains(row.id()) && canBeAsked(row)) {
                try {
                    tenant.models().refresh(row.id());
                } catch (ByokException e) {
                    // one key that does not work hides no models of the others; its row says what is wrong with it
                    rows.put(row.id(), tenant.credentials().get(row.id()));
                }
            }
        }
    }

    private boolean canBeAsked(CredentialView row) {
        // what only the browser opens is asked when the browser has it tested
        return row.enabled()
                && row.privacy() == PrivacyMode.SERVER_ACCESSIBLE
                && row.status() != CredentialStatus.INVALID
                && isTime(row.id());
    }

    /** A vendor that has no list today is not asked by everyone who looks. */
    private boolean isTime(String id) {
        Instant now = clock.instant();
        Instant last = asked.put(id, now);
        boolean time = last == null || last.plus(BETWEEN_QUESTIONS).isBefore(now);
        if (!time) {
            asked.put(id, last);
        }
        return time;
    }

    private static void write(ObjectNode json, ListedModel listed, CredentialView row) {
        ModelInfo model = listed.info();
        json.put("id", listed.reference());
        json.put("object", "model");
        json.put("created", row.createdAt().getEpochSecond());
        json.put("owned_by", model.provider());
        json.put("name", model.name());
        json.put("credential", row.id());
        json.put("label", row.label());
        json.put("starred", listed.starred());
        model.contextWindow().ifPresent(tokens -> json.put("context_window", tokens));
        ArrayNode capabilities = json.putArray("capabilities");
        model.features().stream()
                .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(capabilities::add);
        model.speed().ifPresent(speed -> json.put("speed", speed.name().toLowerCase(Locale.ROOT)));
        json.put("free", model.isFree());
    }
}
