import { call } from './api.js';
import { h, icon, notice, progress, replace, tile } from './dom.js';
import { providers } from './catalogue.js';
import { change, settings } from './settings.js';

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
  const [all, { data }, { starredModels = [] }] = await Promise.all(
    [providers(), call('GET', '/v1/models'), settings()]).finally(stop);
  const stars = new Stars(starredModels, () => show(list, all, data, search.value, stars));
  search.addEventListener('input', () => show(list, all, data, search.value, stars));
  show(list, all, data, '', stars);
}

/** The models that a tenant wants to see first. */
class Stars {
  #ids;
  #changed;

  constructor(ids, changed) {
    this.#ids = new Set(ids);
    this.#changed = changed;
  }

  has(id) {
    return this.#ids.has(id);
  }

  async toggle(id) {
    if (!this.#ids.delete(id)) {
      this.#ids.add(id);
    }
    this.#changed();
    document.querySelector(`[data-star="${CSS.escape(id)}"]`)?.focus();
    await change({ starredModels: [...this.#ids] });
  }
}

function show(place, all, models, typed, stars) {
  const wanted = typed.trim().toLowerCase();
  const found = models.filter((model) => `${model.id} ${model.name}`.toLowerCase().includes(wanted));
  if (found.length === 0) {
    replace(place, models.length === 0 ? empty() : notice('', 'No connected model has that in its name.'));
    return;
  }
  const groups = new Map();
  found.filter((model) => !stars.has(model.id)).forEach((model) => {
    groups.set(model.credential, [...(groups.get(model.credential) ?? []), model]);
  });
  const starred = found.filter((model) => stars.has(model.id));
  replace(place,
    starred.length > 0 && group('Starred', h('span', { class: 'tile small tile-7', 'aria-hidden': 'true' }, '★'), starred, stars),
    [...groups.values()].map((members) => {
      const { owned_by: id, label } = members[0];
      return group(label, tile(id, all.get(id)?.name ?? id, true), members, stars);
    }));
}

function empty() {
  return h('section', { class: 'card empty' }, h('span', { class: 'picture' }, icon('models')),
    h('h2', {}, 'No models yet'),
    h('p', {}, 'Models appear here once a provider is connected and its key was tested.'),
    h('a', { class: 'button primary', href: '#/keys' }, 'Go to API keys'));
}

function group(label, picture, members, stars) {
  return h('details', { class: 'card group', open: true },
    h('summary', {}, picture, h('h2', {}, label),
      h('span', { class: 'faint small-text' }, `${members.length} ${members.length === 1 ? 'model' : 'models'}`)),
    h('ul', {}, members.map((model) => modelRow(model, stars))));
}

function modelRow(model, stars) {
  return h('li', { class: 'model' },
    h('button', {
      type: 'button', class: 'star', 'data-star': model.id, 'aria-pressed': String(stars.has(model.id)), 'aria-label': `Star ${model.name}`,
      onclick: () => stars.toggle(model.id),
    }, icon('star')),
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
  return count % 1024 === 0 && count % 1000 !== 0 ? `${count / 1024}K` : `${Math.round(count / 1000)}K`;
}
