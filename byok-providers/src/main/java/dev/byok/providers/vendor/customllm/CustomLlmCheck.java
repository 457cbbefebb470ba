package dev.byok.providers.vendor.customllm;

import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.List;

/**
 * Asks for the models, and with a token for an answer of one token too: llama.cpp and KoboldCpp list their models to
 * everybody, so a list proves the URL only.
 */
record CustomLlmCheck(Listing<ModelInfo> models) implements LiveCheck {

    @Override
    public Step start(Subject subject) {
        boolean hasSecret = !subject.secrets().isEmpty();
        return new Step.Ask(models.page(subject.fields(), null), reply -> {
            if (reply.failed() != null) {
                return new Step.Known(reply.failed());
            }
            return listed(models.read(reply.body()).items(), hasSecret);
        });
    }

    private static Step listed(List<ModelInfo> models, boolean hasSecret) {
        if (!hasSecret) {
            return new Step.Known(
                    ValidationResult.valid("The endpoint answers.").withModels(models));
        }
        if (models.isEmpty()) {
            return new Step.Known(LiveCheck.nothingToAsk(
                    "The endpoint answers, but it lists no model, so the token could not be tried."));
        }
        return new Step.Ask(oneToken(models.get(0).id()), reply -> tried(reply, models));
    }

    private static HttpCall oneToken(String model) {
        return HttpCall.post("chat/completions", Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            json.writeStringField("role", "user");
            json.writeStringField("content", "Hi");
            json.writeEndObject();
            json.writeEndArray();
            json.writeNumberField("max_tokens", 1);
            json.writeEndObject();
        }));
    }

    private static Step tried(Reply reply, List<ModelInfo> models) {
        ValidationResult failed = reply.failed();
        if (failed != null) {
            // the models are worth knowing unless the token is wrong
            return new Step.Known(failed.verdict() == Verdict.INVALID ? failed : failed.withModels(models));
        }
        // a server that always streams took the token as well
        if (reply.json() != null && !reply.json().path("choices").isArray()) {
            throw new MalformedReply("there are no choices");
        }
        return new Step.Known(ValidationResult.valid("The endpoint answers, and the token works.")
                .withModels(models));
    }
}
