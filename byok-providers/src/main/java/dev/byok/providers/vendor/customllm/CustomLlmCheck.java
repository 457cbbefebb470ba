package dev.byok.providers.vendor.customllm;

import dev.byok.model.ModelInfo;
import dev.byok.providers.dialect.openai.OneToken;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.LiveCheck;
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
        return new Step.Ask(OneToken.call(models.get(0).id()), reply -> tried(reply, models));
    }

    private static Step tried(Reply reply, List<ModelInfo> models) {
        ValidationResult failed = reply.failed();
        if (failed != null) {
            // the models are worth knowing unless the token is wrong
            return new Step.Known(failed.verdict() == Verdict.INVALID ? failed : failed.withModels(models));
        }
        OneToken.requireAnswer(reply);
        return new Step.Known(ValidationResult.valid("The endpoint answers, and the token works.")
                .withModels(models));
    }
}
