package dev.byok.providers.cloud.aws;

import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.spi.ValidationResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the models. A key that may not list them is live all the same: AWS looks at permissions after it knows whose the
 * key is. The inference profiles only add to what is shown, so a failure there changes no verdict.
 */
record BedrockCheck(Listing<ModelInfo> models) implements LiveCheck {

    @Override
    public Step start(Subject subject) {
        return ask(subject, null, List.of());
    }

    private Step ask(Subject subject, @Nullable String cursor, List<ModelInfo> known) {
        return new Step.Ask(models.page(subject.fields(), cursor), reply -> {
            if (reply.failed() != null) {
                return new Step.Known(cursor == null ? reply.failed() : works(known));
            }
            Listing.Page<ModelInfo> page = models.read(subject.fields(), reply.body(), cursor);
            List<ModelInfo> all = new ArrayList<>(known);
            all.addAll(page.items());
            return page.next() == null ? new Step.Known(works(all)) : ask(subject, page.next(), all);
        });
    }

    private static ValidationResult works(List<ModelInfo> models) {
        return ValidationResult.valid("The key works.").withModels(models);
    }
}
