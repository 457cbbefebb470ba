import { call } from './api.js';

/** In which order and under which heading the picker shows providers. What is not named is sorted by what it can do. */
const CATEGORIES = [
  ['Major providers', ['openai', 'anthropic', 'openrouter', 'google', 'gemini']],
  ['OpenAI-compatible', ['mistral', 'groq', 'perplexity', 'deepseek', 'xai', 'cerebras', 'ai21', 'together',
    'fireworks', 'aimlapi', 'nanogpt', 'electronhub', 'cometapi', 'minimax']],
  ['Specialized', ['cohere', 'novelai']],
  ['Enterprise', ['azure-openai', 'vertex-ai', 'anthropic-vertex', 'anthropic-bedrock', 'aws-nova']],
  ['Regional', ['moonshot', 'siliconflow', 'zai', 'sarvam']],
  ['Free', ['pollinations']],
  ['Your own server', ['custom-llm', 'custom-voice', 'custom-transcriber']],
];

let known;

/** Returns every provider with its fields, by id; asked for once. */
export async function providers() {
  if (!known) {
    const { data, providers: facts } = await call('GET', '/v1/providers/fields');
    known = new Map(Object.keys(data).map((id) => [id, { id, ...facts[id], fields: data[id] }]));
  }
  return known;
}

export function forgetProviders() {
  known = undefined;
}

/** Returns headings with their providers; a search looks at names, ids and aliases. */
export function categories(all, search) {
  const wanted = search.trim().toLowerCase();
  const fits = (provider) => [provider.name, provider.id, ...provider.aliases]
    .some((text) => text.toLowerCase().includes(wanted));
  const left = new Map(all);
  const groups = CATEGORIES.map(([title, ids]) => {
    const members = ids.filter((id) => left.has(id)).map((id) => left.get(id));
    ids.forEach((id) => left.delete(id));
    return [title, members];
  });
  const rest = [...left.values()];
  groups.splice(6, 0,
    ['Messaging', rest.filter((provider) => provider.capabilities.includes('messages'))],
    ['More language models', rest.filter((provider) => provider.capabilities.includes('chat'))],
    ['Speech', rest.filter((provider) => !provider.capabilities.includes('messages')
      && !provider.capabilities.includes('chat'))]);
  return groups.map(([title, members]) => [title, members.filter(fits)]).filter(([, members]) => members.length > 0);
}
