import { call } from './api.js';
import { ago, h, icon, replace } from './dom.js';

const OUTCOMES = {
  served: 'Served',
  BYOK_AUTH_FAILED: 'Key refused',
  BYOK_QUOTA_EXCEEDED: 'Out of credit',
  BYOK_MODEL_NOT_FOUND: 'No such model',
  BYOK_ENDPOINT_UNREACHABLE: 'Unreachable',
  rate_limited: 'Rate limited',
  provider_unavailable: 'Provider down',
  timeout: 'Timed out',
  no_api_key: 'No key',
  e2e_locked: 'Key locked',
};

/** Every attempt, newest first: who served, with whose key, and what was tried before. */
export async function usageView(main) {
  const { data } = await call('GET', '/v1/usage?limit=100');
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Usage'),
      h('p', {}, 'One line for each attempt, newest first. A call that fell back has several.')),
      h('button', { class: 'button', onclick: () => usageView(main) }, 'Refresh')),
    data.length === 0 ? empty() : h('section', { class: 'card table-wrap', tabindex: 0, 'aria-label': 'Usage' },
      h('table', {}, h('thead', {}, h('tr', {},
        ['When', 'Model', 'Outcome', 'Key'].map((name) => h('th', { scope: 'col' }, name)),
        ['Tokens', 'Cost', 'Time'].map((name) => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', {}, data.map(line)))));
}

function empty() {
  return h('section', { class: 'card empty' }, h('span', { class: 'picture' }, icon('list')),
    h('h2', {}, 'Nothing was called yet'),
    h('p', {}, 'Point any OpenAI client at this server’s /v1 address with your token as its key. Its calls appear here.'));
}

function line(entry) {
  const served = entry.outcome === 'served';
  const cell = (label, ...content) => h('td', { 'data-label': label }, h('span', {}, content));
  const number = (label, content) => h('td', { class: content === '–' ? 'number nothing' : 'number', 'data-label': label }, h('span', {}, content));
  return h('tr', {},
    cell('When', h('time', { datetime: entry.at, title: new Date(entry.at).toLocaleString() }, ago(entry.at))),
    cell('Model', h('code', {}, entry.model === '*' ? entry.provider : `${entry.provider}/${entry.model}`),
      entry.capability !== 'chat' && [' ', h('span', { class: 'tag' }, entry.capability)],
      entry.attempt > 1 && [' ', h('span', { class: 'tag accent' }, served ? 'Fell back' : `Attempt ${entry.attempt}`)]),
    cell('Outcome', h('span', { class: `pill ${served ? 'good' : 'bad'}`, title: entry.outcome }, OUTCOMES[entry.outcome] ?? entry.outcome),
      entry.message && h('span', { class: 'why' }, entry.message)),
    cell('Key', entry.source === 'platform' ? 'Ours' : 'Yours'),
    number('Tokens', entry.input_tokens === undefined ? '–' : `${entry.input_tokens} + ${entry.output_tokens}`),
    number('Cost', entry.cost_usd === undefined ? '–' : `$${Number(entry.cost_usd).toFixed(6).replace(/0{1,4}$/, '')}`),
    number('Time', `${entry.duration_ms} ms`));
}
