import {
  bareName,
  type Configuration,
  type ConfiguredZone,
  type Draft,
  finished,
  type Server,
} from './configuration.js';

/** NSD: `%s` is the zone's name, `%1` to `%3` its first characters, `%z`, `%y` and `%x` its labels from the last. */
const nsd: Server = {
  format: (file, { name }) => {
    const zone = bareName(name);
    const labels = zone.split('.').reverse();
    return file.replace(/%([s123zyx])/g, (_token, which: string) => {
      if (which === 's') return zone;
      const characters = '123'.indexOf(which);
      return (characters === -1 ? labels['zyx'.indexOf(which)] : zone[characters]) || '.';
    });
  },
};

/** Words that begin a clause where they stand as an attribute. */
const clauses = /^(?:server|remote-control|zone|pattern|key|tls-auth|dnstap|verify|xdp):$/;

/** Reads an `nsd.conf`, or a file that one includes: attributes and values, however they are set in lines. */
export function readNsdConf(text: string): Configuration {
  const includes: string[] = [];
  const templates: ConfiguredZone[] = [];
  const zones: ConfiguredZone[] = [];
  let folder: string | undefined;
  let clause = '';
  let draft: Draft = { templates: [] };
  let attribute = '';

  const endClause = (next: string) => {
    if (clause === 'zone:') zones.push(...finished(draft));
    else if (clause === 'pattern:') templates.push(...finished(draft));
    draft = { templates: [] };
    clause = next;
  };
  for (const [token] of text.matchAll(/#.*|"[^"\n]*"?|'[^'\n]*'?|[^\s"'#]+/g)) {
    if (token.startsWith('#')) continue;
    if (clauses.test(token)) {
      endClause(token);
      attribute = '';
    } else if (/^[a-z][\w-]*:$/.test(token)) {
      attribute = token;
    } else {
      const value = token.replace(/^(["'])(.*?)\1?$/, '$2');
      if (attribute === 'include:') includes.push(value);
      else if (attribute === 'zonesdir:' && clause === 'server:') folder = value;
      else if (attribute === 'name:') draft.name ??= value;
      else if (attribute === 'zonefile:') draft.file ??= value;
      // Of several patterns, the last one counts.
      else if (attribute === 'include-pattern:') draft.templates.unshift(value);
      attribute = '';
    }
  }
  endClause('');
  return { server: nsd, ...(folder !== undefined && { folder }), includes, templates, zones };
}
