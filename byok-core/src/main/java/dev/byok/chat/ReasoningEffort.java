package dev.byok.chat;

/** How much a reasoning model thinks before it answers. Vendors without such a setting ignore it. */
public enum ReasoningEffort {
    /** As little as the vendor offers. */
    MINIMAL,
    /** Little. */
    LOW,
    /** The usual amount. */
    MEDIUM,
    /** Much. */
    HIGH
}
