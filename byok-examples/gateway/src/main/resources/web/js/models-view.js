import { call } from './api.js';
import { h, icon, notice, progress, replace, tile } from './dom.js';
import { providers } from './catalogue.js';

const BADGES = { vision: 'Vision', tools: 'Tools', json: 'JSON', web_search: 'Web search', reasoning: 'Reasoning' };
const SPEEDS = { instant: 'Instant', fast: 'Fast', deep: 'Deep' };

/** Every model of every connected key, with a search over all of them. */
export async function modelsView(main) {
  const list = h('div', { 'aria-live': 'polite' });
  const search = h('input', {
    class: 'input', type: 'search', placeholder: 'Search every connected model', 'aria-label': 'Search models', autocomplete: 'off',
  });
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Models'),
      h('p', {}, 'What your keys can use. Test a key again to refresh its list.'))),
    h('div', { class: 'search' }, icon('search'), search), list);
  const stop = progress(list, 'Reading the lists of your providers…');
  const [all, { data }] = await Promise.all([providers(), call('GET', '/v1/models')]).finally(stop);
  search.addEventListener('input', () => show(list, all, data, search.value));
  show(list, all, data, '');
}

function show(place, all, models, typed) {
  const wanted = typed.trim().toLowerCase();
  const found = models.filter((model) => `${model.id} ${model.name}`.toLowerCase().includes(wanted));
  if (found.length === 0) {
    replace(place, models.length === 0 ? empty() : notice('', 'No connected model has that in its name.'));
    return;
  }
  const groups = Map.groupBy ? Map.groupBy(found, (model) => model.credential) : new Map();
  replace(place, [...groups.values()].map((members) => group(members, all)));
}

function empty() {
  return h('section', { class: 'card empty' }, h('span', { class: 'picture' }, icon('models')),
    h('h2', {}, 'No models yet'),
    h('p', {}, 'Models appear here once a provider is connected and its key was tested.'),
    h('a', { class: 'button primary', href: '#/keys' }, 'Go to API keys'));
}

function group(members, all) {
  const { owned_by: id, label } = members[0];
  return h('details', { class: 'card group', open: true },
    h('summary', {}, tile(id, all.get(id)?.name ?? id, true), h('h2', {}, label),
      h('span', { class: 'faint small-text' }, `${members.length} ${members.length === 1 ? 'model' : 'models'}`)),
    h('ul', {}, members.map(modelRow)));
}

function modelRow(model) {
  return h('li', { class: 'model' },
    h('span', {}),
    h('div', {}, h('div', { class: 'model-name' }, model.name), h('code', { class: 'model-id' }, model.id)),
    h('div', { class: 'model-facts' },
      model.context_window && h('span', { class: 'tag', title: 'Context window' }, tokens(model.context_window)),
      model.capabilities.filter((name) => BADGES[name]).map((name) => h('span', { class: 'tag' }, BADGES[name])),
      model.speed && h('span', { class: 'tag accent' }, SPEEDS[model.speed] ?? model.speed),
      model.free && h('span', { class: 'tag good' }, 'Free')));
}

/** 8192 → 8K, 131072 → 128K, 1048576 → 1M: as vendors call them. */
export function tokens(count) {
  if (count >= 1_000_000) {
    return `${Math.round(count / 1_000_000 * 10) / 10}M`.replace('.0M', 'M');
  }
  return count % 1024 === 0 ? `${count / 1024}K` : `${Math.round(count / 1000)}K`;
}
