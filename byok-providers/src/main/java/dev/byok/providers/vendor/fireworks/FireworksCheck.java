package dev.byok.providers.vendor.fireworks;

import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ValidationResult;

/**
 * Asks for the models that a key can use, and where those cannot be told for the public ones: for some accounts the
 * first list always ends in "Error listing deployed models". Both want the key.
 *
 * @see <a href="https://github.com/can1357/oh-my-pi/issues/3219">accounts whose models are not listed</a>
 */
record FireworksCheck(Listing<ModelInfo> models) implements LiveCheck {

    private static final HttpCall PUBLIC_MODELS =
            HttpCall.get("v1/accounts/fireworks/models").query("pageSize", "1").outside("/inference/v1");

    @Override
    public Step start(Subject subject) {
        return new Step.Ask(models.page(subject.fields(), null), reply -> {
            if (reply.error() != null && reply.error().status() == 500) {
                return new Step.Ask(PUBLIC_MODELS, FireworksCheck::listed);
            }
            return new Step.Known(
                    reply.failed() != null
                            ? reply.failed()
                            : valid().withModels(models.read(reply.body()).items()));
        });
    }

    private static Step listed(Reply reply) {
        if (reply.failed() != null) {
            return new Step.Known(reply.failed());
        }
        if (!reply.body().path("models").isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        return new Step.Known(valid());
    }

    private static ValidationResult valid() {
        return ValidationResult.valid("The key works.");
    }
}
