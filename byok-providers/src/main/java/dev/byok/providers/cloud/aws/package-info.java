/**
 * What the vendors on Amazon Bedrock share: hosts, keys, errors, lists. API reference:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/welcome.html
 */
@NullMarked
package dev.byok.providers.cloud.aws;

import org.jspecify.annotations.NullMarked;
