// Reads [{ call, arguments… }] from standard input and writes what the module made of each: { value } or { code }.
import { webcrypto } from 'node:crypto';
import { pathToFileURL } from 'node:url';

globalThis.crypto ??= webcrypto; // Node 18, Debian 12's, keeps it apart
const module = await import(pathToFileURL(process.argv[2]));

const calls = {
  generate: () => module.generatePhrase(),
  read: ({ typed }) => module.readPhrase(typed),
  seal: async ({ phrase, place, text }) => (await module.EndToEndKey.of(phrase)).seal(place, text),
  open: async ({ phrase, place, sealed }) => (await module.EndToEndKey.of(phrase)).open(place, sealed),
  proof: async ({ phrase, tenant }) => (await module.EndToEndKey.of(phrase)).proof(tenant),
  sealDraft: async ({ phrase, draft, values }) =>
    module.sealDraft(await module.EndToEndKey.of(phrase), draft, values),
  openDraft: async ({ phrase, draft }) => module.openDraft(await module.EndToEndKey.of(phrase), draft),
  changePhrase: async ({ phrase, next, draft }) =>
    module.changePhrase(await module.EndToEndKey.of(phrase), await module.EndToEndKey.of(next), draft),
};

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
const results = [];
for (const call of JSON.parse(input)) {
  try {
    results.push({ value: await calls[call.call](call) });
  } catch (failure) {
    results.push({ code: failure.code ?? 'crash', message: failure.message, positions: failure.positions });
  }
}
process.stdout.write(JSON.stringify(results));
