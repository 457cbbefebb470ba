import { call } from './api.js';
import { providers } from './catalogue.js';
import { freshId, h, icon, notice, progress, replace, tile } from './dom.js';
import { unlock } from './encryption-dialogs.js';
import { change, settings } from './settings.js';
import { tryModel } from './try-dialog.js';
import { END_TO_END, vault } from './vault.js';

const BADGES = { vision: 'Vision', tools: 'Tools', json: 'JSON', web_search: 'Web search', reasoning: 'Reasoning' };
const SPEEDS = { instant: 'Instant', fast: 'Fast', deep: 'Deep' };
const FEW = 12;

/** Every model of every connected key, with a search over all of them. Until `signal` says that another view is shown. */
export async function modelsView(main, signal) {
  const list = h('div', { 'aria-live': 'polite' });
  const locked = h('div', {});
  const filters = h('div', { class: 'row chips', role: 'group', 'aria-label': 'Show only' });
  const search = h('input', {
    class: 'input', type: 'search', placeholder: 'Search every connected model', 'aria-label': 'Search models', autocomplete: 'off',
  });
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Models'),
      h('p', {}, 'What your keys can use. Test a key again to refresh its list.'))),
    h('div', { class: 'stack' }, h('div', { class: 'search' }, icon('search'), search), filters), locked, list);
  const stop = progress(list, 'Reading the lists of your providers…');
  const [all, rows, { starredModels = [] }] = await Promise.all(
    [providers(), call('GET', '/v1/providers').then(({ data }) => data), settings(), vault.load()]).finally(stop);
  const view = { list, all, rows, search, models: [], wanted: new Set() };
  view.stars = new Stars(starredModels, () => show(view));
  search.addEventListener('input', () => show(view));
  const load = async () => {
    lockedNotice(locked, rows);
    view.models = (await call('GET', '/v1/models')).data;
    chips(filters, view);
    show(view);
  };
  vault.addEventListener('change', load, { signal });
  await load();
}

/** A key that only its owner opens lists its models once it was tested; then they are known to the server. */
function lockedNotice(place, rows) {
  const sealed = rows.filter((row) => row.privacy_mode === END_TO_END && row.enabled);
  replace(place, sealed.length > 0 && !vault.isOpen && h('div', { class: 'notice' },
    h('strong', {}, sealed.length === 1 ? `${sealed[0].account_name} is locked` : `${sealed.length} keys are locked`),
    h('span', { class: 'what-to-do' }, 'Its models can be tried after you ',
      h('button', { type: 'button', class: 'link', onclick: () => unlock() }, 'unlock your keys'), '.')));
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

function chips(place, view) {
  const kinds = [['free', 'Free', (model) => model.free],
    ...Object.entries(BADGES).map(([id, text]) => [id, text, (model) => model.capabilities.includes(id)])];
  replace(place, kinds.filter(([, , fits]) => view.models.some(fits) && !view.models.every(fits))
    .map(([id, text, fits]) => h('button', {
      type: 'button', class: 'chip', 'aria-pressed': String(view.wanted.has(id)), onclick: (event) => {
        if (!view.wanted.delete(id)) {
          view.wanted.add(id);
        }
        event.currentTarget.setAttribute('aria-pressed', String(view.wanted.has(id)));
        view.fits = kinds.filter(([kind]) => view.wanted.has(kind)).map(([, , fit]) => fit);
        show(view);
      },
    }, text)));
}

function show(view) {
  const { list, all, models, stars, fits = [] } = view;
  const wanted = view.search.value.trim().toLowerCase();
  const found = models.filter((model) => `${model.id} ${model.name}`.toLowerCase().includes(wanted)
    && fits.every((fit) => fit(model)));
  if (found.length === 0) {
    replace(list, models.length === 0 ? empty() : notice('', 'No connected model is like that.', 'Try another word, or show all kinds.'));
    return;
  }
  const groups = new Map();
  found.filter((model) => !stars.has(model.id)).forEach((model) => {
    groups.set(model.credential, [...(groups.get(model.credential) ?? []), model]);
  });
  const starred = found.filter((model) => stars.has(model.id));
  const narrow = wanted !== '' || fits.length > 0;
  replace(list,
    starred.length > 0 && group(view, 'Starred', h('span', { class: 'tile small tile-star', 'aria-hidden': 'true' }, icon('star')), starred, true),
    [...groups.values()].map((members) => {
      const { owned_by: id, label } = members[0];
      return group(view, label, tile(id, all.get(id)?.name ?? id, true), members, narrow || members.length <= FEW || groups.size === 1);
    }));
}

function empty() {
  return h('section', { class: 'card empty' }, h('span', { class: 'picture' }, icon('models')),
    h('h2', {}, 'No models yet'),
    h('p', {}, 'Models appear here once a provider is connected and its key was tested.'),
    h('a', { class: 'button primary', href: '#/keys' }, 'Go to API keys'));
}

function group(view, label, picture, members, open) {
  return h('details', { class: 'card group', open },
    h('summary', {}, picture, h('h2', {}, label),
      h('span', { class: 'faint small-text' }, `${members.length} ${members.length === 1 ? 'model' : 'models'}`)),
    h('ul', {}, members.map((model) => modelRow(view, model))));
}

function modelRow({ stars, rows }, model) {
  const name = freshId('model');
  return h('li', { class: 'model' },
    h('button', {
      type: 'button', class: 'star', 'data-star': model.id, 'aria-pressed': String(stars.has(model.id)), 'aria-label': `Star ${model.name}`,
      onclick: () => stars.toggle(model.id),
    }, icon('star')),
    h('div', {}, h('div', { class: 'model-name', id: name }, model.name), h('code', { class: 'model-id' }, model.id)),
    h('div', { class: 'model-facts' },
      model.context_window && h('span', { class: 'tag', title: 'Context window' }, tokens(model.context_window)),
      model.capabilities.filter((id) => BADGES[id]).map((id) => h('span', { class: 'tag' }, BADGES[id])),
      model.speed && h('span', { class: 'tag accent' }, SPEEDS[model.speed] ?? model.speed),
      model.free && h('span', { class: 'tag good' }, 'Free')),
    h('button', {
      type: 'button', class: 'button small try', 'aria-label': `Try ${model.id}`, onclick: () => tryModel(model, rows),
    }, 'Try'));
}

/** 8192 → 8K, 131072 → 128K, 1048576 → 1M: as vendors call them. */
export function tokens(count) {
  if (count >= 1_000_000) {
    return `${Math.round(count / 1_000_000 * 10) / 10}M`.replace('.0M', 'M');
  }
  return count % 1024 === 0 && count % 1000 !== 0 ? `${count / 1024}K` : `${Math.round(count / 1000)}K`;
}
