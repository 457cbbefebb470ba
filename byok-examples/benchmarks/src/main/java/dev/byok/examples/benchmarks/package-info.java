/**
 * What a call costs: the library beside OkHttp alone, openai-java and LangChain4j. Start reading at
 * {@link dev.byok.examples.benchmarks.Benchmarks}.
 */
@NullMarked
package dev.byok.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
