import { call } from './api.js';

/** Returns the tenant's settings. */
export async function settings() {
  return (await call('GET', '/v1/settings')).data;
}

/** Changes the members that are given; the others stay. Returns the settings. */
export async function change(members) {
  return (await call('PATCH', '/v1/settings', members)).data;
}
