/** The whole client over real sockets: what only shows when the router and the vendors are put together. */
package dev.byok.providers.client;
