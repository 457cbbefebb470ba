package dev.byok.examples.benchmarks;
/** x */
public final class Benchmarks { private Benchmarks() {} }
