package dev.byok.event;

/** Something that happened. Events hold ids, figures and outcomes; never content, never a key. */
public sealed interface ByokEvent permits CallEvent, CredentialEvent, TenantEvent, UsageEvent {

    /** {@return whose doing it was} */
    String tenant();
}
