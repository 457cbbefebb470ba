/**
 * Seals keys in the customer's browser, so that the server stores what it cannot open. The counterpart of
 * dev.byok.crypto.EndToEndSealer, in the same format (bke1), with WebCrypto and without a dependency.
 *
 *   const phrase = await generatePhrase();                  // show it once, ask for some of its words
 *   const key = await EndToEndKey.of(phrase);
 *   const sealed = await sealDraft(key, draft, { api_key: typed });
 *   // draft: what Credentials.draft gave; sealed: send it to the server, for Credentials.connect
 *
 * WebCrypto is there in secure contexts only: https, or localhost. No message of this module has a word of a phrase, a
 * key, or anything else that was typed in it.
 */

import WORDS from './bip39-english.js';

const PHRASE_WORDS = 12;
const MAX_TYPED = 4096;
const MAGIC = Uint8Array.of(0x42, 0x4b, 0x45, 1, 1); // BKE, format 1, suite 1
const SALT_BYTES = 32;
const COMMITMENT_BYTES = 32;
const NONCE_BYTES = 12;
const HEADER_BYTES = MAGIC.length + SALT_BYTES + COMMITMENT_BYTES + NONCE_BYTES;
const TAG_BYTES = 16;
const PREFIX = 'bke1.';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const indices = new Map(WORDS.map((word, index) => [word, index]));

/** What went wrong: `code` is invalid_phrase, wrong_phrase, undecryptable or invalid_request. */
export class EndToEndError extends Error {
  constructor(code, message, positions = []) {
    super(message);
    this.name = 'EndToEndError';
    this.code = code;
    /** The positions, from 1, of words that are not in the list. */
    this.positions = positions;
  }
}

/** Returns a new phrase of twelve words: 128 random bits. A phrase is generated and never chosen. */
export async function generatePhrase() {
  const entropy = crypto.getRandomValues(new Uint8Array(16));
  return phraseOf(entropy);
}

/**
 * Returns a typed phrase in its one normal form, or throws `invalid_phrase`. Any white space may stand between words,
 * letters may be capital or wide.
 */
export async function readPhrase(typed) {
  if (typed.length > MAX_TYPED) {
    throw new EndToEndError('invalid_phrase', `This is too long for a recovery phrase, which has ${PHRASE_WORDS} words`);
  }
  const words = fold(typed).split(/[\s\u0085]+/u).filter((word) => word !== '');
  if (words.length !== PHRASE_WORDS) {
    throw new EndToEndError(
      'invalid_phrase', `A recovery phrase has ${PHRASE_WORDS} words, and this has ${words.length}`);
  }
  const unknown = words.flatMap((word, at) => (indices.has(word) ? [] : [at + 1]));
  if (unknown.length > 0) {
    throw new EndToEndError(
      'invalid_phrase', `These words of the recovery phrase are not in the word list: ${unknown.join(', ')}`, unknown);
  }
  const bits = words.map((word) => indices.get(word).toString(2).padStart(11, '0')).join('');
  const entropy = Uint8Array.from({ length: 16 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2));
  const phrase = words.join(' ');
  if (await phraseOf(entropy) !== phrase) {
    throw new EndToEndError(
      'invalid_phrase', 'These words are not a recovery phrase together: the last one does not fit the others');
  }
  return phrase;
}

/** What a recovery phrase opens keys with. The browser does not let scripts read it out. */
export class EndToEndKey {
  #seed;

  constructor(seed) {
    this.#seed = seed;
  }

  /** Returns the key of a typed phrase, or throws `invalid_phrase`. */
  static async of(typed) {
    const phrase = await readPhrase(typed);
    const password = await crypto.subtle.importKey('raw', encoder.encode(phrase), 'PBKDF2', false, ['deriveBits']);
    const seed = await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-512', salt: encoder.encode('mnemonic'), iterations: 2048 }, password, 512);
    const key = await crypto.subtle.importKey('raw', seed, 'HKDF', false, ['deriveBits', 'deriveKey']);
    new Uint8Array(seed).fill(0);
    return new EndToEndKey(key);
  }

  /** Returns a text sealed for a place: { tenant, credential, provider, field }. */
  async seal(place, text) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const header = concat(MAGIC, salt, await this.#derive(salt, 'byok/e2e/v1/commit'), nonce);
    const cipher = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(header, place) };
    const key = await this.#cipherKey(salt, 'encrypt');
    const ciphertext = new Uint8Array(await crypto.subtle.encrypt(cipher, key, utf8('text', text)));
    return PREFIX + encode(concat(header, ciphertext));
  }

  /** Returns what was sealed for a place, or throws `wrong_phrase` or `undecryptable`. */
  async open(place, sealed) {
    const blob = parse(sealed);
    const header = blob.subarray(0, HEADER_BYTES);
    const salt = header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
    const commitment = header.subarray(MAGIC.length + SALT_BYTES, HEADER_BYTES - NONCE_BYTES);
    if (!same(commitment, await this.#derive(salt, 'byok/e2e/v1/commit'))) {
      throw new EndToEndError('wrong_phrase', 'This key was sealed with another recovery phrase');
    }
    const nonce = header.subarray(HEADER_BYTES - NONCE_BYTES);
    const cipher = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(header, place) };
    const key = await this.#cipherKey(salt, 'decrypt');
    try {
      return decoder.decode(await crypto.subtle.decrypt(cipher, key, blob.subarray(HEADER_BYTES)));
    } catch {
      throw new EndToEndError('undecryptable', 'This key was damaged, or moved from where it was sealed for');
    }
  }

  /** Returns the proof that somebody has the phrase. It opens nothing; a server asks for it before it deletes. */
  async proof(tenant) {
    const input = concat(encoder.encode('byok/e2e/v1/proof'), utf8('tenant', tenant));
    const salt = new Uint8Array(await crypto.subtle.digest('SHA-256', input));
    return encode(await this.#derive(salt, 'byok/e2e/v1/auth'));
  }

  async #derive(salt, info) {
    return new Uint8Array(await crypto.subtle.deriveBits(hkdf(salt, info), this.#seed, 256));
  }

  #cipherKey(salt, use) {
    return crypto.subtle.deriveKey(
      hkdf(salt, 'byok/e2e/v1/aes-256-gcm'), this.#seed, { name: 'AES-GCM', length: 256 }, false, [use]);
  }
}

/**
 * Seals typed values for a draft of the server: { tenant, id, provider, origin, version, fields }. Returns what the
 * server connects: { id, provider, secrets: { field: { sealed, mask } }, proof }. Show the customer the draft's origin
 * first: it is where the key will be sent, and it is sealed with the key.
 */
export async function sealDraft(key, draft, values) {
  const secrets = {};
  for (const [field, typed] of Object.entries(values)) {
    const value = strip(typed);
    if (!draft.fields.includes(field)) {
      throw new EndToEndError('invalid_request', 'There is a value for a field that is not in the draft');
    }
    secrets[field] = { sealed: await key.seal(placeOf(draft, field), contentOf(draft, value)), mask: maskOf(value) };
  }
  return { id: draft.id, provider: draft.provider, secrets, proof: await key.proof(draft.tenant) };
}

/**
 * Opens what a draft of a connected credential holds: { field: { value, origin, version, sealed_at } }. Version and time
 * show whether the server gave an old text back.
 */
export async function openDraft(key, draft) {
  const opened = {};
  for (const [field, sealed] of Object.entries(draft.sealed)) {
    const content = JSON.parse(await key.open(placeOf(draft, field), sealed));
    if (content.origin !== draft.origin) {
      throw new EndToEndError('undecryptable', 'This key was sealed for another endpoint than the server names');
    }
    opened[field] = content;
  }
  return opened;
}

/** Seals what a draft of a connected credential holds for another phrase. Returns what the server stores instead. */
export async function changePhrase(oldKey, newKey, draft) {
  const opened = await openDraft(oldKey, draft);
  const values = Object.fromEntries(Object.entries(opened).map(([field, content]) => [field, content.value]));
  return { ...await sealDraft(newKey, draft, values), currentProof: await oldKey.proof(draft.tenant) };
}

function placeOf(draft, field) {
  return { tenant: draft.tenant, credential: draft.id, provider: draft.provider, field };
}

function contentOf(draft, value) {
  return JSON.stringify({ value, origin: draft.origin, version: draft.version, sealed_at: new Date().toISOString() });
}

// first four and last four characters of a long key; nothing of a short one, of JSON or of several lines
function maskOf(value) {
  const dots = '\u00b7\u00b7\u00b7';
  return value.length < 20 || /^\{|[^\x21-\x7e]/.test(value) ? dots : value.slice(0, 4) + dots + value.slice(-4);
}

// what people paste along with a key
function strip(typed) {
  return typed.replace(/^[\s\u0085\u200b-\u200d\u2060]+|[\s\u0085\u200b-\u200d\u2060]+$/gu, '');
}

async function phraseOf(entropy) {
  const checksum = new Uint8Array(await crypto.subtle.digest('SHA-256', entropy))[0] >> 4;
  const bits = Array.from(entropy, (byte) => byte.toString(2).padStart(8, '0')).join('')
    + checksum.toString(2).padStart(4, '0');
  const words = Array.from(
    { length: PHRASE_WORDS }, (_, at) => WORDS[parseInt(bits.slice(at * 11, at * 11 + 11), 2)]);
  return words.join(' ');
}

// not toLowerCase: the reader in Java folds these letters and no others
function fold(typed) {
  return typed
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u0130/gu, 'i')
    .replace(/[A-Z]/g, (capital) => String.fromCharCode(capital.charCodeAt(0) + 32));
}

function hkdf(salt, info) {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) };
}

function associatedData(header, place) {
  const fields = ['byok.e2e', '1', place.tenant, place.credential, place.provider, place.field];
  const parts = [header, u16(fields.length)];
  for (const field of fields) {
    const bytes = utf8('place', field);
    if (bytes.length > 0xffff) {
      throw new EndToEndError('invalid_request', 'A part of the place has more than 65535 bytes in UTF-8');
    }
    parts.push(u16(bytes.length), bytes);
  }
  return concat(...parts);
}

// the encoder makes the same character of every half of a surrogate pair, so two texts could have the same bytes
function utf8(name, text) {
  const bytes = encoder.encode(text);
  if (decoder.decode(bytes) !== text) {
    throw new EndToEndError('invalid_request', `The ${name} has half of a surrogate pair in it`);
  }
  return bytes;
}

function parse(sealed) {
  const blob = sealed.startsWith(PREFIX) ? decode(sealed.slice(PREFIX.length)) : null;
  if (blob === null || blob.length < HEADER_BYTES + TAG_BYTES || !same(blob.subarray(0, MAGIC.length), MAGIC)) {
    throw new EndToEndError('undecryptable', 'This is not a sealed key in the format bke1');
  }
  return blob;
}

function encode(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < characters; i++) {
      text += ALPHABET[(bits >> (18 - 6 * i)) & 63];
    }
  }
  return text;
}

// base64url without padding and in its one spelling; null for anything else
function decode(text) {
  const bytes = new Uint8Array(Math.floor(text.length * 6 / 8));
  let bits = 0;
  let count = 0;
  let written = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) {
      return null;
    }
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[written++] = (bits >> count) & 0xff;
    }
  }
  return count < 6 && (bits & ((1 << count) - 1)) === 0 ? bytes : null;
}

function same(a, b) {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) {
    difference |= a[at] ^ b[at];
  }
  return difference === 0;
}

function u16(value) {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
