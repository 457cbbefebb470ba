/**
 * What the tests of every module share: canary keys and the guard that looks for them after each test, the way to
 * assert failures, and files that are compared with what was committed.
 */
@NullMarked
package dev.byok.testkit;

import org.jspecify.annotations.NullMarked;
