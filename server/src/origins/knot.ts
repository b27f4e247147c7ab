import {
  bareName,
  type Configuration,
  type ConfiguredZone,
  type Draft,
  finished,
  type Server,
} from './configuration.js';

/** Knot DNS: `%s` is the zone's name, `%c[N-M]` characters of it from 0, `%l[N]` a label from the last, 0. */
const knot: Server = {
  defaultFile: '%s.zone',
  defaultTemplate: 'default',
  format: (file, { name }) => {
    const zone = bareName(name) === '.' ? '' : bareName(name);
    const labels = zone.split('.').reverse();
    return file.replace(
      /%(?:s|c\[(\d+)(?:-(\d+))?\]|l\[(\d+)\])/g,
      (_token, from?: string, to?: string, label?: string) => {
        if (label !== undefined) return labels[Number(label)] ?? '';
        return from === undefined ? zone : `${zone}.`.slice(Number(from), Number(to ?? from) + 1);
      },
    );
  },
};

const line = /^(\s*)(- *)?([A-Za-z][\w-]*)\s*:(?:\s+(.*))?$/;

/** Reads a `knot.conf`, or a file that one includes: sections, items and their members, one a line. */
export function readKnotConf(text: string): Configuration {
  const includes: string[] = [];
  const templates: ConfiguredZone[] = [];
  const zones: ConfiguredZone[] = [];
  let section = '';
  let draft: Draft = { templates: [] };

  const endItem = () => {
    if (section === 'zone') zones.push(...finished(draft));
    else if (section === 'template') templates.push(...finished(draft));
    draft = { templates: [] };
  };
  for (const row of text.split(/\r\n?|\n/)) {
    const [, indent = '', dash, name = '', rest = ''] = line.exec(withoutComment(row)) ?? [];
    if (name === '') continue;
    // Of a list, the first: zones and templates have one name.
    const [, quoted, plain = ''] = /^[[\s]*(?:"([^"]*)"?|([^\s,]*))/.exec(rest) ?? [];
    const value = quoted ?? plain;
    if (dash !== undefined) endItem();
    if (indent === '' && dash === undefined) {
      endItem();
      section = name;
      if (name === 'include') includes.push(value);
    } else if (name === 'domain' || name === 'id') draft.name ??= value;
    else if (name === 'file') draft.file ??= value;
    else if (name === 'storage') draft.folder ??= value;
    else if (name === 'template') draft.templates.push(value);
  }
  endItem();
  return { server: knot, includes, templates, zones };
}

/** A line without its comment; a `#` in quotes begins none. */
const withoutComment = (row: string) =>
  (row.match(/"[^"]*"?|#.*|[^"#]+/g) ?? []).filter((part) => !part.startsWith('#')).join('');
