package dev.byok.internal.routing;

import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.model.ModelRef;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models of a tenant's connections that can do what a request needs, as far as that is known. */
final class Candidates {

    private final Connections connections;
    private final ModelLists models;

    Candidates(Connections connections, ModelLists models) {
        this.connections = connections;
        this.models = models;
    }

    /**
     * A model that could serve.
     *
     * @param info what is known about it
     * @param row the tenant's key; null for one that came with the call or is the application's
     */
    record Candidate(ModelInfo info, @Nullable StoredCredential row) {

        ModelRef reference() {
            return new ModelRef(info.provider(), null, info.id());
        }
    }

    /** {@return the candidates in the order of the tenant's providers and of the lists} */
    List<Candidate> of(Planning planning) {
        Needs needs = planning.request().needs();
        Set<Feature> features = needs.features();
        List<Candidate> candidates = new ArrayList<>();
        for (Connections.Connection connection : connections.of(planning)) {
            StoredCredential row = connection.row();
            Set<String> allowed =
                    row == null ? null : planning.settings().allowedModels().get(row.id());
            for (ModelInfo model : models.of(connection.provider().info().id(), row)) {
                // what has no known context window may be no model for chats at all
                if ((allowed == null || allowed.contains(model.id()))
                        && model.features().containsAll(features)
                        && needs.fits(model)) {
                    candidates.add(new Candidate(model, row));
                }
            }
        }
        return candidates;
    }
}
