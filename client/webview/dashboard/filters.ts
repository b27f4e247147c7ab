import type { FolderMatch } from '../../../protocol/folder.js';
import type { DashboardStrings } from '../../../protocol/webview.js';
import { type Child, h } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { select } from '../parts/table.js';
import { fill } from '../parts/text.js';
import type { View } from './view.js';

/** A policy type as people call it. */
export function typeName(type: string, strings: DashboardStrings): string {
  const names: Readonly<Record<string, string>> = strings.policyTypeNames;
  return Object.hasOwn(names, type) ? (names[type] ?? type) : type;
}

/** The boxes that say what is counted. */
export function filters(view: View): HTMLElement {
  const { strings, filter, match, result } = view;
  const { choices } = result;
  const types = choices.policyTypes;
  const narrowed = Object.keys(filter).length > 0 || Object.keys(match).length > 0;
  return h(
    'div',
    { class: 'filters', role: 'group', 'aria-label': strings.filter },
    box(strings.domain, 'filter-domain', choices.domains, filter.domains?.[0], (value) =>
      view.narrow({ domains: only(value) }),
    ),
    box(
      strings.organization,
      'filter-organization',
      choices.organizations,
      filter.organizations?.[0],
      (value) => view.narrow({ organizations: only(value) }),
    ),
    box(
      strings.policyType,
      'filter-type',
      types.map((type) => typeName(type, strings)),
      filter.policyTypes?.[0] === undefined ? undefined : typeName(filter.policyTypes[0], strings),
      (value) => {
        view.narrow({ policyTypes: only(types.find((candidate) => typeName(candidate, strings) === value)) });
      },
    ),
    date(view, 'from', strings.from),
    date(view, 'to', strings.to),
    narrowed &&
      h(
        'button',
        { type: 'button', class: 'button', id: 'filter-reset', onclick: () => view.reset() },
        icon('close'),
        h('span', {}, strings.reset),
      ),
  );

  function box(
    label: string,
    id: string,
    values: readonly string[],
    chosen: string | undefined,
    onchange: (value: string | undefined) => void,
  ): Child {
    if (values.length < 2 && chosen === undefined) return undefined;
    return field(label, id, select(id, label, strings.all, values, chosen, onchange));
  }
}

function only(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

function date(view: View, end: 'from' | 'to', label: string): HTMLElement {
  const { filter, result } = view;
  const id = `filter-${end}`;
  const input = h('input', {
    type: 'date',
    id,
    class: 'input',
    value: filter[end] ?? '',
    min: result.choices.range?.from,
    max: result.choices.range?.to,
    onchange: (event) => {
      if (event.target instanceof HTMLInputElement) {
        view.narrow({ [end]: event.target.value || undefined });
      }
    },
  });
  return field(label, id, input);
}

function field(label: string, id: string, control: HTMLElement): HTMLElement {
  return h('div', { class: 'field' }, h('label', { for: id }, label), control);
}

/** What the reports were narrowed to beyond the boxes; each can be taken back. */
export function narrowings(view: View): Child {
  const { match, strings } = view;
  const active = Object.entries(match) as [keyof FolderMatch, string][];
  if (active.length === 0) return undefined;
  return h(
    'div',
    { class: 'actions' },
    active.map(([member, value]) => {
      return h(
        'button',
        {
          type: 'button',
          class: 'button chip',
          id: `narrowed-${member}`,
          'aria-label': fill(strings.removeFilter, value),
          onclick: () => view.narrow({}, { [member]: undefined }),
        },
        h('span', {}, fill(strings.only, value)),
        icon('close'),
      );
    }),
  );
}
