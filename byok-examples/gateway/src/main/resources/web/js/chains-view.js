import { call } from './api.js';
import { providers } from './catalogue.js';
import { Chain, DEFAULT } from './chain.js';
import { h, replace } from './dom.js';
import { settings } from './settings.js';

/** Fallback chains: what is tried, in which order, when a model does not answer. */
export async function chainsView(main) {
  const [{ fallbackChains = {}, starredModels = [] }, { data: models }, { data: rows }, { data: platform }, all] = await Promise.all(
    [settings(), call('GET', '/v1/models'), call('GET', '/v1/providers'), call('GET', '/v1/platform'), providers()]);
  const known = { models: new Map(models.map((model) => [model.id, model])), rows, platform, all };
  const refresh = () => chainsView(main);
  const names = [DEFAULT, ...Object.keys(fallbackChains).filter((name) => name !== DEFAULT)];
  replace(main,
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Fallbacks'),
      h('p', {}, 'When a provider is down, out of credit or too busy, the same request goes to the next model. Nobody notices, and the usage log tells.'))),
    h('datalist', { id: 'known-models' }, starredFirst(models, starredModels).map((model) => h('option', { value: model.id }, `${model.name} · ${model.label}`)),
      platform.filter((one) => one.default_model && !known.models.has(`${one.provider}/${one.default_model}`))
        .map((one) => h('option', { value: `${one.provider}/${one.default_model}` }, `${one.default_model} · our account`))),
    names.map((name) => new Chain(name, fallbackChains[name] ?? [], fallbackChains, known, refresh).element),
    newChain(fallbackChains, known, refresh));
}

function starredFirst(models, starred) {
  const rank = ({ id }) => (starred.includes(id) ? 0 : 1);
  return models.toSorted((a, b) => rank(a) - rank(b));
}

function newChain(chains, known, refresh) {
  const input = h('input', { class: 'input', id: 'chain-name', placeholder: 'Name, for example cheap', maxlength: 64, autocomplete: 'off' });
  return h('form', {
    class: 'field new-chain',
    onsubmit: (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name && !(name in chains) && name !== DEFAULT) {
        const chain = new Chain(name, [], chains, known, refresh);
        event.target.before(chain.element);
        input.value = '';
        chain.focus();
      }
    },
  }, h('label', { for: 'chain-name' }, 'Another chain'),
  h('div', { class: 'row' }, h('div', { class: 'grow' }, input), h('button', { class: 'button' }, 'Add a chain')),
  h('p', { class: 'help' }, 'Requests choose it by name, for example a cheap one for background work.'));
}
