import { EndToEndError, EndToEndKey, changePhrase, openDraft, sealDraft } from '/byok/end-to-end.js';
import { call } from './api.js';

export const END_TO_END = 'end_to_end';

const HEADER = 'x-byok-transient-credential';
const PROOF_HEADER = 'x-byok-phrase-proof';
const IDLE_MILLIS = 15 * 60_000;
const CHECKED = 'byok';

/**
 * What opens the keys that only the customer may read. The phrase itself is never kept. What stays is a key that the
 * browser lets no script read out, in the memory of this tab: it is gone when the page is reloaded, left or signed out of,
 * and after a quarter of an hour without a touch. An event `change` tells when it opens and locks.
 */
class Vault extends EventTarget {
  #setUp;
  #key = null;
  #timer;

  /** Whether this browser can: it seals on https and localhost only. */
  get isPossible() {
    return globalThis.isSecureContext;
  }

  /** Whether the customer has a phrase. */
  get isActive() {
    return Boolean(this.#setUp?.active);
  }

  get isOpen() {
    return this.#key !== null;
  }

  /** Asks the server once whether there is a phrase. */
  async load() {
    this.#setUp ??= (await call('GET', '/v1/encryption')).data;
  }

  /** Begins with a new phrase, which the customer has typed back. */
  async setUp(phrase) {
    const key = await EndToEndKey.of(phrase);
    await this.#announce(key);
    this.#hold(key);
  }

  /** Opens with a typed phrase, or throws `invalid_phrase` or `wrong_phrase`. */
  async unlock(typed) {
    this.#hold(await this.#checked(typed));
  }

  lock() {
    clearTimeout(this.#timer);
    if (this.#key) {
      this.#key = null;
      this.#changed();
    }
  }

  /** Forgets the customer, too. */
  leave() {
    this.lock();
    this.#setUp = undefined;
  }

  /** Somebody is there: the quarter of an hour begins again. */
  touch() {
    clearTimeout(this.#timer);
    if (this.#key) {
      this.#timer = setTimeout(() => this.lock(), IDLE_MILLIS);
    }
  }

  /** Returns what the server says a new key will be sealed for. It gets the names of the secrets, and no value. */
  async draft(provider, open, secretNames) {
    return (await call('POST', `/v1/providers/${encodeURIComponent(provider)}/draft`, { ...open, secrets: secretNames })).data;
  }

  /** Returns values sealed for a draft, as the server stores them. */
  seal(draft, secrets) {
    return sealDraft(this.#require(), draft, secrets);
  }

  /** Returns all secrets of a stored row sealed anew, where those that are given replace the others. */
  async sealAgain(row, secrets) {
    const key = this.#require();
    const draft = await storedDraft(row);
    const opened = await openDraft(key, draft);
    const values = Object.fromEntries(Object.entries(opened).map(([field, content]) => [field, content.value]));
    return sealDraft(key, draft, { ...values, ...secrets });
  }

  /** Returns which version of a stored key this is, and when it was sealed: an older one than expected shows a fraud. */
  async age(row) {
    const [content] = Object.values(await openDraft(this.#require(), await storedDraft(row)));
    return { version: content.version, sealedAt: content.sealed_at };
  }

  /** Returns the headers that bring the keys of some rows along for one request; none for rows that need none. */
  async headers(rows) {
    const keys = [];
    for (const row of rows.filter((one) => one.privacy_mode === END_TO_END)) {
      keys.push({ credential: row.id, opened: await openDraft(this.#require(), await storedDraft(row)) });
    }
    return keys.length === 0 ? {} : { [HEADER]: base64url(JSON.stringify(keys)) };
  }

  /** Returns the header that shows that somebody has the phrase, which deleting asks for. */
  async proofHeader() {
    return { [PROOF_HEADER]: await this.#require().proof(this.#setUp.tenant) };
  }

  /**
   * Seals the keys of some rows with another phrase, one after the other, and then says so to the server. Rows that have
   * the new phrase already, because an earlier try stopped in between, are passed over.
   */
  async changePhrase(typed, nextPhrase, rows, progress) {
    const key = await this.#checked(typed);
    const next = await EndToEndKey.of(nextPhrase);
    for (const [at, row] of rows.entries()) {
      progress(at);
      await moved(key, next, row);
    }
    await this.#announce(next, await key.proof(this.#setUp.tenant));
    this.#hold(next);
  }

  async #checked(typed) {
    const key = await EndToEndKey.of(typed);
    await key.open(this.#place(), this.#setUp.check);
    return key;
  }

  async #announce(key, currentProof) {
    const setUp = {
      check: await key.seal(this.#place(), CHECKED), proof: await key.proof(this.#setUp.tenant), currentProof,
    };
    try {
      this.#setUp = (await call('PUT', '/v1/encryption', setUp)).data;
    } catch (error) {
      // another device may have been faster
      this.#setUp = undefined;
      await this.load();
      throw error;
    }
  }

  // a text that tells the right phrase from one that only looks like one
  #place() {
    return { tenant: this.#setUp.tenant, credential: 'encryption', provider: 'byok', field: 'check' };
  }

  #hold(key) {
    this.#key = key;
    this.touch();
    this.#changed();
  }

  #require() {
    if (!this.#key) {
      throw new EndToEndError('locked', 'Your keys are locked.');
    }
    return this.#key;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

async function storedDraft(row) {
  return (await call('GET', `/v1/providers/${row.id}`)).data.end_to_end;
}

async function moved(key, next, row) {
  const draft = await storedDraft(row);
  try {
    await openDraft(next, draft);
  } catch (error) {
    if (error.code !== 'wrong_phrase') {
      throw error;
    }
    await call('PATCH', `/v1/providers/${row.id}`, await changePhrase(key, next, draft));
  }
}

function base64url(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export const vault = new Vault();

for (const sign of ['pointerdown', 'keydown']) {
  addEventListener(sign, () => vault.touch(), { passive: true });
}
// a browser may keep the whole page in memory for its back button
addEventListener('pagehide', () => vault.lock());
