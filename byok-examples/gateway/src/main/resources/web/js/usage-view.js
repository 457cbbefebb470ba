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
const LISTS = ['models', 'voices'];

/** Every attempt, newest first: who served, with whose key, and what was tried before. */
export async function usageView(main) {
  const [{ data }, rows] = await Promise.all([call('GET', '/v1/usage?limit=200'), call('GET', '/v1/providers')]);
  const labels = new Map(rows.data.map((row) => [row.id, row.account_name]));
  const calls = data.filter((entry) => !LISTS.includes(entry.capability));
  const table = h('div', {});
  const draw = (entries) => replace(table, entries.length === 0 ? empty() : log(entries, labels));
  const whole = h('input', { type: 'checkbox', onchange: () => draw(whole.checked ? data : calls) });
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Usage'),
      h('p', {}, 'One line for each attempt, newest first. A call that fell back has several.')),
    h('div', { class: 'row' },
      data.length > calls.length && h('label', { class: 'check' }, whole, 'Lists of models too'),
      h('button', { class: 'button', onclick: () => usageView(main) }, 'Refresh'))),
    calls.length > 0 && figures(calls), table);
  draw(calls);
}

function figures(calls) {
  const served = calls.filter((entry) => entry.outcome === 'served');
  const cost = calls.reduce((sum, entry) => sum + Number(entry.cost_usd ?? 0), 0);
  const facts = [
    ['Answered', served.length],
    ['After a fallback', served.filter((entry) => entry.attempt > 1).length],
    ['Attempts that failed', calls.length - served.length],
    ['Cost', dollars(cost)],
  ];
  return h('dl', { class: 'figures' }, facts.map(([name, value]) => h('div', { class: 'card' }, h('dt', {}, name), h('dd', {}, value))));
}

function log(entries, labels) {
  return h('section', { class: 'card table-wrap', tabindex: 0, 'aria-label': 'Usage' },
    h('table', {}, h('thead', {}, h('tr', {},
      ['When', 'Model', 'Outcome', 'Key'].map((name) => h('th', { scope: 'col' }, name)),
      ['Tokens', 'Cost', 'Time'].map((name) => h('th', { scope: 'col', class: 'number' }, name)))),
    h('tbody', {}, entries.map((entry) => line(entry, labels)))));
}

function empty() {
  return h('section', { class: 'card empty' }, h('span', { class: 'picture' }, icon('list')),
    h('h2', {}, 'Nothing was called yet'),
    h('p', {}, 'Try a model here, or point any OpenAI client at this server’s /v1 address with your token as its key. Every call appears here.'),
    h('a', { class: 'button primary', href: '#/models' }, 'Try a model'));
}

function line(entry, labels) {
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
    cell('Key', entry.source === 'platform' ? 'Ours' : labels.get(entry.credential) ?? 'Deleted'),
    number('Tokens', entry.input_tokens === undefined ? '–' : `${entry.input_tokens} + ${entry.output_tokens}`),
    number('Cost', entry.cost_usd === undefined ? '–' : dollars(entry.cost_usd)),
    number('Time', `${entry.duration_ms} ms`));
}

function dollars(amount) {
  return `$${Number(amount).toFixed(6).replace(/0{1,4}$/, '')}`;
}
