/**
 * Amazon Nova on Bedrock. API reference: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
@NullMarked
package dev.byok.providers.vendor.awsnova;

import org.jspecify.annotations.NullMarked;
