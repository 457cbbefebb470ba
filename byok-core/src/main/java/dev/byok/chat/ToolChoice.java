package dev.byok.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model may, must or must not call tools.
 *
 * @param mode which of them
 * @param tool the tool's name for {@link Mode#NAMED}, else null
 */
public record ToolChoice(Mode mode, @Nullable String tool) {

    /** The model decides; what applies when nothing is said. */
    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, null);

    /** No tool is called. */
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, null);

    /** At least one tool is called. */
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, null);

    /** Whether the model may, must or must not call tools. */
    public enum Mode {
        /** The model decides. */
        AUTO,
        /** No tool is called. */
        NONE,
        /** At least one tool is called. */
        REQUIRED,
        /** The named tool is called. */
        NAMED
    }

    /** Checks that a name comes with {@link Mode#NAMED} and only with it. */
    public ToolChoice {
        Objects.requireNonNull(mode, "mode");
        if ((mode == Mode.NAMED) != (tool != null)) {
            throw new IllegalArgumentException("a tool's name goes with NAMED, and only with it");
        }
    }

    /**
     * {@return the choice of one tool}
     *
     * @param tool its name
     */
    public static ToolChoice of(String tool) {
        return new ToolChoice(Mode.NAMED, tool);
    }
}
