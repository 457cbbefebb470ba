import { call } from './api.js';
import { freshId, h, icon, notice, replace, toast, whileBusy } from './dom.js';
import { change, settings } from './settings.js';

const DEFAULT = 'default';

/** Fallback chains: what is tried, in which order, when a model does not answer. */
export async function chainsView(main) {
  const [{ fallbackChains = {} }, { data: models }] = await Promise.all([settings(), call('GET', '/v1/models')]);
  const names = [DEFAULT, ...Object.keys(fallbackChains).filter((name) => name !== DEFAULT)];
  const list = h('datalist', { id: 'known-models' }, models.map((model) => h('option', { value: model.id }, model.name)));
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Fallbacks'),
      h('p', {}, 'When a provider is down, out of credit or too busy, the same request goes to the next model. Nobody notices, and the usage log tells.'))),
    list,
    names.map((name) => new Chain(name, fallbackChains[name] ?? [], fallbackChains, () => chainsView(main)).element),
    newChain(fallbackChains, main));
}

function newChain(chains, main) {
  const input = h('input', { class: 'input', id: 'chain-name', placeholder: 'Name, for example cheap', maxlength: 64, autocomplete: 'off' });
  return h('form', {
    class: 'row',
    onsubmit: (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name && !(name in chains)) {
        const chain = new Chain(name, [], chains, () => chainsView(main));
        event.target.before(chain.element);
        input.value = '';
        chain.focus();
      }
    },
  }, h('label', { for: 'chain-name', class: 'hidden-text' }, 'Name of another chain'),
  h('div', { class: 'grow' }, input), h('button', { class: 'button' }, 'Add a chain'));
}

/** A step is a model reference, or an object that also says whose key serves. */
const labelOf = (step) => (typeof step === 'string' ? step : step.model);

class Chain {
  #steps;
  #list = h('ol', { class: 'steps' });
  #result = h('div', { 'aria-live': 'polite' });
  #input;
  #save = h('button', { type: 'button', class: 'button primary small' }, 'Save');

  constructor(name, steps, all, refresh) {
    this.#steps = [...steps];
    const id = freshId('chain-model');
    this.#input = h('input', {
      class: 'input', id, list: 'known-models', placeholder: 'provider/model', autocomplete: 'off', spellcheck: 'false',
    });
    this.#save.onclick = () => whileBusy(this.#save, 'Saving', async () => {
      const chains = { ...all };
      delete chains[name];
      if (this.#steps.length > 0) {
        chains[name] = this.#steps;
      }
      try {
        await change({ fallbackChains: chains });
        toast('Chain saved');
        await refresh();
      } catch (error) {
        replace(this.#result, notice('bad', error.message, error.fields.map((fault) => fault.message).join(' ') || error.hint));
      }
    });
    this.element = h('section', { class: 'card chain', 'aria-label': `Chain ${name}` },
      h('div', { class: 'row spread' },
        h('div', {}, h('h2', {}, name === DEFAULT ? 'Default chain' : name),
          h('p', { class: 'faint small-text' }, name === DEFAULT
            ? 'Follows every request that names no chain of its own.'
            : 'Used by requests that name it.')),
        this.#save),
      this.#list,
      h('form', { class: 'row', onsubmit: (event) => { event.preventDefault(); this.#add(); } },
        h('label', { for: id, class: 'hidden-text' }, 'Model to add'),
        h('div', { class: 'grow' }, this.#input), h('button', { class: 'button' }, 'Add step')),
      this.#result);
    this.#show();
    this.#save.hidden = true;
  }

  focus() {
    this.#input.focus();
  }

  #add() {
    const model = this.#input.value.trim();
    if (model) {
      this.#steps.push(model);
      this.#input.value = '';
      this.#changed();
      this.#input.focus();
    }
  }

  #changed() {
    this.#save.hidden = false;
    replace(this.#result);
    this.#show();
  }

  #move(at, by) {
    const [step] = this.#steps.splice(at, 1);
    this.#steps.splice(at + by, 0, step);
    this.#changed();
    this.#list.children[at + by].querySelector('button').focus();
  }

  #show() {
    const last = this.#steps.length - 1;
    replace(this.#list, this.#steps.length === 0
      ? h('li', { class: 'no-step' }, icon('chain'), 'No step yet. Requests go to their own model only.')
      : this.#steps.map((step, at) => h('li', { class: 'step' },
        h('div', {}, h('code', {}, labelOf(step)), step.platform && [' ', h('span', { class: 'tag' }, 'Our key')]),
        h('div', { class: 'step-actions' },
          this.#button('↑', `Move ${labelOf(step)} up`, at === 0, () => this.#move(at, -1)),
          this.#button('↓', `Move ${labelOf(step)} down`, at === last, () => this.#move(at, 1)),
          this.#button('×', `Remove ${labelOf(step)}`, false, () => { this.#steps.splice(at, 1); this.#changed(); })))));
  }

  #button(text, label, disabled, action) {
    return h('button', {
      type: 'button', class: 'button quiet small', 'aria-label': label, disabled, onclick: action,
    }, text);
  }
}
