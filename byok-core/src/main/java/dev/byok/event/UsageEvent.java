package dev.byok.event;

import dev.byok.routing.Attempt;

/**
 * One attempt of a call ended, served or not.
 *
 * @param tenant whose call it was
 * @param capability what was called, for example {@code chat}
 * @param number which attempt of the call it was, from 1
 * @param attempt route, outcome, tokens and times
 */
public record UsageEvent(String tenant, String capability, int number, Attempt attempt) implements ByokEvent {}
