import { freshId, h, icon, notice, replace, tile, toast, whileBusy } from './dom.js';
import { privacyTag } from './privacy.js';
import { change } from './settings.js';

export const DEFAULT = 'default';

/** A step is a model reference, or an object that also says whose key serves. */
const refOf = (step) => (typeof step === 'string' ? step : step.model);

/** One chain, which is saved as a whole. */
export class Chain {
  #name;
  #steps;
  #all;
  #known;
  #refresh;
  #list = h('ol', { class: 'steps' });
  #result = h('div', { 'aria-live': 'polite' });
  #input;
  #fault;
  #ours = h('input', { type: 'checkbox', oninput: () => this.#complain('') });
  #save = h('button', { type: 'button', class: 'button primary small', hidden: true }, 'Save');

  constructor(name, steps, all, known, refresh) {
    this.#name = name;
    this.#steps = [...steps];
    this.#all = all;
    this.#known = known;
    this.#refresh = refresh;
    this.#save.onclick = () => whileBusy(this.#save, 'Saving', () => this.#store('Chain saved'));
    this.element = h('section', { class: 'card chain', 'aria-label': `Chain ${name}` },
      h('div', { class: 'row spread' },
        h('div', {}, h('h2', {}, name === DEFAULT ? 'Default chain' : name),
          h('p', { class: 'faint small-text' }, name === DEFAULT
            ? 'Follows every request that names no chain of its own.'
            : 'Used by requests that name it.')),
        h('div', { class: 'row' }, name !== DEFAULT && h('button', {
          type: 'button', class: 'button quiet small danger', 'aria-label': `Delete chain ${name}`, onclick: () => this.#delete(),
        }, 'Delete'), this.#save)),
      this.#list, this.#adding(), this.#result);
    this.#show();
  }

  focus() {
    this.#input.focus();
  }

  #adding() {
    const id = freshId('chain-model');
    this.#input = h('input', {
      class: 'input', id, list: 'known-models', placeholder: 'provider/model', autocomplete: 'off', spellcheck: 'false',
      'aria-describedby': `${id}-fault`, oninput: () => this.#complain(''),
    });
    this.#fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true });
    return h('form', { class: 'field', onsubmit: (event) => { event.preventDefault(); this.#add(); } },
      h('label', { for: id, class: 'hidden-text' }, 'Model to add'),
      h('div', { class: 'row' }, h('div', { class: 'grow' }, this.#input), h('button', { class: 'button' }, 'Add step')), this.#fault,
      this.#known.platform.length > 0 && h('label', { class: 'check' }, this.#ours, 'On our account, without a key of yours'));
  }

  #add() {
    const model = this.#input.value.trim();
    const provider = model.split(/[/@]/)[0];
    if (!/^[^/\s]+\/\S/.test(model)) {
      this.#complain('Write provider/model, for example openai/gpt-4o-mini.');
    } else if (![...this.#known.all.values()].some(({ id, aliases }) => id === provider || aliases.includes(provider))) {
      this.#complain(`There is no provider ${provider}. Choose from the list, or write its id before the slash.`);
    } else if (this.#steps.some((step) => refOf(step) === model)) {
      this.#complain('This model is in the chain already.');
    } else if (this.#ours.checked && !this.#known.platform.some((one) => one.provider === provider)) {
      this.#complain(`We have an account with ${this.#known.platform.map((one) => one.name).join(', ')} only.`);
    } else {
      this.#steps.push(this.#ours.checked ? { model, platform: true } : model);
      this.#input.value = '';
      this.#ours.checked = false;
      this.#changed();
    }
    this.#input.focus();
  }

  #complain(text) {
    this.#fault.hidden = !text;
    this.#fault.textContent = text;
    this.#input.setAttribute('aria-invalid', String(Boolean(text)));
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
    this.#list.children[at + by + 1].querySelector('button:not([disabled])').focus();
  }

  #remove(at) {
    this.#steps.splice(at, 1);
    this.#changed();
    this.#input.focus();
  }

  #delete() {
    this.#steps = [];
    return this.#store(`Chain ${this.#name} is deleted`);
  }

  async #store(said) {
    const chains = { ...this.#all };
    delete chains[this.#name];
    if (this.#steps.length > 0) {
      chains[this.#name] = this.#steps;
    }
    try {
      await change({ fallbackChains: chains });
      toast(said);
      await this.#refresh();
    } catch (error) {
      replace(this.#result, notice('bad', error.message, error.fields.map((fault) => fault.message).join(' ') || error.hint));
    }
  }

  #show() {
    replace(this.#list,
      h('li', { class: 'step first' }, h('span', { class: 'tile small tile-plain', 'aria-hidden': 'true' }, icon('chat')),
        h('div', {}, h('div', { class: 'model-name' }, 'The model that the request names'))),
      this.#steps.length === 0
        ? h('li', { class: 'no-step' }, icon('chain'), 'No fallback yet. When that model fails, so does the request.')
        : this.#steps.map((step, at) => this.#step(step, at)));
  }

  #step(step, at) {
    const ref = refOf(step);
    const { models, rows, all } = this.#known;
    const model = models.get(ref);
    const provider = model?.owned_by ?? ref.split(/[/@]/)[0];
    const row = model && !step.platform && rows.find((one) => one.id === model.credential);
    const connected = step.platform || rows.some((one) => one.provider === provider && one.enabled);
    return h('li', { class: 'step' }, tile(provider, all.get(provider)?.name ?? provider, true),
      h('div', {},
        h('div', { class: 'config-title' }, h('span', { class: 'model-name' }, model?.name ?? ref),
          step.platform && h('span', { class: 'tag' }, 'Our account'), row && privacyTag(row),
          !connected && h('span', { class: 'tag warn' }, 'No key connected')),
        h('p', { class: 'config-facts' }, h('code', {}, ref), row && h('span', {}, row.account_name))),
      h('div', { class: 'step-actions' },
        button('↑', `Move ${ref} up`, at === 0, () => this.#move(at, -1)),
        button('↓', `Move ${ref} down`, at === this.#steps.length - 1, () => this.#move(at, 1)),
        button('×', `Remove ${ref}`, false, () => this.#remove(at))));
  }
}

function button(text, label, disabled, action) {
  return h('button', {
    type: 'button', class: 'button quiet small', 'aria-label': label, disabled, onclick: action,
  }, text);
}
