import { freshId, h, replace } from './dom.js';
import { END_TO_END } from './vault.js';

const ODD_SPACE = /[\s\u00a0\ufeff\u200b-\u200d\u2060]/u;

/** The inputs of one provider's credential, made from its schema. `row` is there when a stored one is edited. */
export class FieldForm {
  #fields;
  #row;
  #inputs = new Map();
  #way;
  #place = h('div', { class: 'fields' });
  #onChange;

  constructor(provider, { row, onChange = () => {} } = {}) {
    // what was sealed in a browser keeps its secrets: new ones can take their place, but none can come to them
    const mayHave = (field) => row?.privacy_mode !== END_TO_END || !field.secret || field.name in row.masks;
    this.#fields = provider.fields.filter(mayHave);
    this.#row = row;
    this.#onChange = onChange;
    this.#way = this.#storedWay() ?? this.ways()[0];
    this.#fields.forEach((field) => this.#inputs.set(field.name, this.#control(field)));
    this.#render();
  }

  get element() {
    return this.#place;
  }

  ways() {
    return [...new Set(this.#fields.map((field) => field.alternative).filter(Boolean))];
  }

  #storedWay() {
    const stored = (field) => this.#row && (field.name in this.#row.fields || field.name in this.#row.masks);
    return this.#fields.find((field) => field.alternative && stored(field))?.alternative;
  }

  #shown() {
    return this.#fields.filter((field) => !field.alternative || field.alternative === this.#way);
  }

  #render() {
    const plain = this.#shown().filter((field) => !field.advanced);
    const advanced = this.#shown().filter((field) => field.advanced);
    const open = advanced.some((field) => this.#row && (field.name in this.#row.fields || field.name in this.#row.masks));
    replace(this.#place,
      this.ways().length > 1 && this.#wayPicker(),
      plain.map((field) => this.#inputs.get(field.name).element),
      plain.length === 0 && h('p', { class: 'soft' }, 'This provider needs no key.'),
      advanced.length > 0 && h('details', { class: 'advanced', open },
        h('summary', {}, 'Advanced'),
        h('div', { class: 'stack' }, advanced.map((field) => this.#inputs.get(field.name).element))));
  }

  #wayPicker() {
    const name = freshId('way');
    return h('fieldset', {}, h('legend', { class: 'step-title' }, 'Which of these do you have?'),
      h('div', { class: 'choices' }, this.ways().map((way) => h('label', { class: 'choice' },
        h('input', {
          type: 'radio', name, checked: way === this.#way,
          onchange: () => { this.#way = way; this.#render(); this.#onChange(); },
        }), h('strong', {}, way)))));
  }

  #control(field) {
    const id = freshId(field.name.replaceAll('_', '-'));
    const mask = this.#row?.masks[field.name];
    const stored = this.#row?.fields[field.name] ?? '';
    const input = this.#input(field, id, mask, stored);
    const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true });
    const hint = h('p', { class: 'hint', id: `${id}-hint`, hidden: true });
    const help = h('p', { class: 'help', id: `${id}-help` }, field.help ?? '',
      field.where && [field.help ? ' ' : '', h('a', {
        href: field.where, target: '_blank', rel: 'noopener noreferrer',
      }, `Where to find it`, h('span', { class: 'hidden-text' }, ` (${field.label}, opens a new tab)`))]);
    input.setAttribute('aria-describedby', `${id}-help ${id}-hint ${id}-fault`);
    input.addEventListener('input', () => { this.showFault(field.name); this.#hint(field); this.#onChange(); });
    input.addEventListener('blur', () => this.#checkIfTouched(field));
    const optional = !field.required && h('span', { class: 'optional' }, ' optional');
    const element = h('div', { class: 'field', 'data-field': field.name },
      h('label', { for: id }, field.label, optional),
      field.secret && field.type === 'secret' ? this.#withReveal(input, field.label) : input,
      hint, fault, (field.help || field.where) && help);
    return { field, input, fault, hint, element, stored, mask };
  }

  #input(field, id, mask, stored) {
    const common = { id, name: field.name, class: 'input', autocomplete: 'off', spellcheck: 'false' };
    if (field.type === 'choice') {
      const select = h('select', common, !field.required && h('option', { value: '' }, 'Default'),
        field.choices.map((choice) => h('option', { value: choice, selected: choice === stored }, choice)));
      return select;
    }
    if (['secret_json', 'headers', 'parameters'].includes(field.type)) {
      const area = h('textarea', { ...common, rows: 4, placeholder: mask ? 'Stored. Leave empty to keep it.' : PLACEHOLDERS[field.type] });
      area.value = stored;
      return area;
    }
    const input = h('input', {
      ...common,
      class: field.secret ? 'input secret' : 'input',
      type: field.secret ? 'password' : 'text',
      autocomplete: field.secret ? 'new-password' : 'off',
      inputmode: field.type === 'url' ? 'url' : undefined,
      placeholder: mask ? `${mask}  (leave empty to keep)` : field.example ?? (field.prefix ? `${field.prefix}…` : ''),
    });
    input.value = stored;
    return input;
  }

  #withReveal(input, label) {
    const button = h('button', {
      type: 'button', class: 'button quiet small', 'aria-pressed': 'false', 'aria-label': `Show ${label}`,
      onclick: () => {
        const hidden = input.type === 'password';
        input.type = hidden ? 'text' : 'password';
        button.setAttribute('aria-pressed', String(hidden));
        button.textContent = hidden ? 'Hide' : 'Show';
      },
    }, 'Show');
    return h('div', { class: 'with-button' }, input, button);
  }

  /** Recognisable starts are a hint, never a reason to refuse. */
  #hint(field) {
    const { input, hint } = this.#inputs.get(field.name);
    const value = input.value.trim();
    const odd = field.prefix && value.length >= 8 && !value.startsWith(field.prefix);
    hint.hidden = !odd;
    hint.textContent = odd ? `Keys here usually start with ${field.prefix}. Is this the right one?` : '';
  }

  #checkIfTouched(field) {
    if (this.#inputs.get(field.name).input.value !== '') {
      this.showFault(field.name, this.#faultOf(field));
    }
  }

  #faultOf(field) {
    const { input, mask } = this.#inputs.get(field.name);
    const value = input.value.trim();
    if (value === '') {
      return field.required && !mask ? `${field.label} is needed.` : undefined;
    }
    if (field.type === 'secret' && ODD_SPACE.test(value)) {
      return 'There is a space or line break inside. Paste it again, without line breaks.';
    }
    if (field.type === 'secret_json' && !isJsonObject(value)) {
      return 'This is not the content of a JSON file: it starts with { and ends with }.';
    }
    if (field.pattern && !matches(field.pattern, value)) {
      return `This has another form than expected, for example ${field.example}`;
    }
    return undefined;
  }

  /** Checks everything, shows what is wrong, and moves the focus there. Returns whether all is well. */
  check() {
    let first;
    for (const field of this.#shown()) {
      const fault = this.#faultOf(field);
      this.showFault(field.name, fault);
      first ??= fault && this.#inputs.get(field.name);
    }
    this.#focus(first);
    return !first;
  }

  #focus(control) {
    const details = control?.element.closest('details');
    if (details) {
      details.open = true;
    }
    control?.input.focus();
  }

  showFault(name, text) {
    const control = this.#inputs.get(name);
    if (control) {
      control.fault.hidden = !text;
      control.fault.textContent = text ?? '';
      control.input.setAttribute('aria-invalid', String(Boolean(text)));
    }
  }

  /** Shows what the server found. Returns what it found about fields that are not here. */
  showFaults(fields) {
    const others = fields.filter((fault) => !this.#inputs.has(fault.name));
    fields.forEach((fault) => this.showFault(fault.name, fault.message));
    this.#focus(this.#inputs.get(fields.find((fault) => this.#inputs.has(fault.name))?.name));
    return others;
  }

  /** Takes values that a test suggested, for example a base URL that answered. */
  take(suggestions) {
    Object.entries(suggestions).forEach(([name, value]) => {
      const control = this.#inputs.get(name);
      if (control) {
        control.input.value = value;
      }
    });
  }

  /** Returns the values; of a stored credential those that changed, where empty removes what is not secret. */
  values() {
    const values = {};
    for (const field of this.#shown()) {
      const { input, stored } = this.#inputs.get(field.name);
      const value = input.value.trim();
      if (this.#row ? value !== stored : value !== '') {
        values[field.name] = value;
      }
    }
    return values;
  }

  /** Splits the values into those that only the browser may see and the others. */
  split() {
    const values = this.values();
    const secret = (name) => this.#inputs.get(name).field.secret;
    const names = Object.keys(values);
    return {
      secrets: Object.fromEntries(names.filter(secret).map((name) => [name, values[name]])),
      open: Object.fromEntries(names.filter((name) => !secret(name)).map((name) => [name, values[name]])),
    };
  }

  focusSecret() {
    [...this.#inputs.values()].find(({ field }) => field.secret)?.input.focus();
  }
}

const PLACEHOLDERS = {
  secret_json: '{ … }',
  headers: 'x-proxy-secret: …',
  parameters: 'min_p: 0.1\ntop_k: 50',
};

function isJsonObject(text) {
  try {
    return typeof JSON.parse(text) === 'object' && text.startsWith('{');
  } catch {
    return false;
  }
}

/** A pattern that this browser cannot read is left to the server. */
function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}
