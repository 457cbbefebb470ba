/**
 * AssemblyAI. API reference: https://www.assemblyai.com/docs/api-reference/overview
 */
@NullMarked
package dev.byok.providers.vendor.assemblyai;

import org.jspecify.annotations.NullMarked;
