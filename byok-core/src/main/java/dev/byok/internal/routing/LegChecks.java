package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import dev.byok.credential.CredentialStatus;
import dev.byok.internal.credential.TenantRows;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelPrice;
import dev.byok.routing.LegPlan;
import dev.byok.routing.LegVerdict.Problem;
import dev.byok.routing.RequestLimits;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.Capability;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.StoredCredential;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can speak against a route for a leg of a conversation. */
final class LegChecks {

    private final RouteLoop loop;
    private final ModelLists models;

    LegChecks(RouteLoop loop, ModelLists models) {
        this.loop = loop;
        this.models = models;
    }

    List<Problem> of(
            LegPlan leg,
            Capability<?> capability,
            RouteRequest request,
            TenantRows rows,
            Route route,
            RequestLimits limits) {
        List<Problem> problems = new ArrayList<>();
        key(route, problems);
        model(route, problems);
        price(leg, route, limits, problems);
        try (ProviderCredential credential = loop.open(request, rows, route)) {
            format(leg, RouteLoop.client(route, capability, credential), route, problems);
        } catch (ByokException e) {
            problems.add(Preflight.problem(e));
        }
        return problems;
    }

    private void key(Route route, List<Problem> problems) {
        StoredCredential row = route.row();
        if (row != null && row.status() == CredentialStatus.INVALID) {
            problems.add(new Problem(
                    ErrorCode.AUTH_FAILED,
                    "the vendor refused this key: " + row.statusReason().orElse("no reason is known"),
                    Optional.of("check it with tenant.credentials().test(…), or enter a new one")));
        }
        if (loop.isCooling(route)) {
            problems.add(new Problem(
                    ErrorCode.RATE_LIMITED, "this key met a limit and is left alone for a while", Optional.empty()));
        }
    }

    // where neither the vendor nor the catalogue tells of any model there is nothing to compare with
    private void model(Route route, List<Problem> problems) {
        String provider = route.provider().info().id();
        if (!route.model().equals(RouteRequest.NO_MODEL)
                && !models.of(provider, route.row()).isEmpty()
                && !models.has(provider, route.model(), route.row())) {
            problems.add(new Problem(
                    ErrorCode.MODEL_NOT_FOUND,
                    "no model of that id is known at " + route.provider().info().name(),
                    Optional.of("test the key again to refresh its list of models")));
        }
    }

    private void price(LegPlan leg, Route route, RequestLimits limits, List<Problem> problems) {
        if (limits.costUsd().isEmpty()) {
            return;
        }
        BigDecimal limit = limits.costUsd().get();
        Optional<BigDecimal> cost = models.find(route).map(ModelInfo::price).flatMap(price -> cost(leg, price));
        if (cost.isPresent() ? cost.get().compareTo(limit) > 0 : limits.refuseUnknownPrice()) {
            problems.add(new Problem(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    cost.map(dollars -> "a request may cost $" + dollars.toPlainString())
                                    .orElse("what a request costs is unknown")
                            + ", and the limit is $" + limit.toPlainString(),
                    Optional.empty()));
        }
    }

    private static Optional<BigDecimal> cost(LegPlan leg, ModelPrice price) {
        return switch (leg.kind()) {
            case LLM -> price.cost(new Usage(leg.amount() / 2, 0, 0, leg.amount() - leg.amount() / 2, 0, true));
            case SPEECH -> price.costOfCharacters(leg.amount());
            case TRANSCRIPTION -> price.costOfAudio(Duration.ofSeconds(leg.amount()));
        };
    }

    private static void format(LegPlan leg, Object client, Route route, List<Problem> problems) {
        AudioFormat format = leg.format();
        if (format == null) {
            return;
        }
        boolean fits = client instanceof SpeechClient speech
                ? speech.speaks(format, route.model())
                : !(client instanceof LiveTranscriptionClient live) || live.hears(format, route.model());
        if (!fits) {
            problems.add(new Problem(
                    ErrorCode.INVALID_REQUEST,
                    route.provider().info().name() + " has no audio as " + format.id(),
                    Optional.of("name another format")));
        }
    }
}
