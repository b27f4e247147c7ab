import { l10n, type QuickPickItem, window } from 'vscode';
import { type Place, show } from './step.js';

interface Item extends QuickPickItem {
  readonly ttl: number | undefined;
}

const unitSeconds: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };
/** RFC 2181 section 8. */
const maxTtl = 2 ** 31 - 1;

/** Seconds of a TTL as typed, with BIND's units or without; undefined where it is none. */
export function readTtl(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d{1,10}$/.test(trimmed)) return Number(trimmed) <= maxTtl ? Number(trimmed) : undefined;
  if (!/^(?:\d{1,10}[wdhms])+$/.test(trimmed)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of trimmed.matchAll(/(\d+)([wdhms])/g)) {
    seconds += Number(count) * (unitSeconds[unit ?? ''] ?? 0);
  }
  return seconds <= maxTtl ? seconds : undefined;
}

const inSeconds = (ttl: number) => (ttl === 1 ? l10n.t('1 second') : l10n.t('{0} seconds', ttl));

/** How long resolvers may keep the record; undefined in the answer's `ttl` leaves it to the file. */
export function askTtl(place: Place, ofFile: number | undefined) {
  const pick = window.createQuickPick<Item>();
  pick.placeholder = l10n.t('How long resolvers may keep the record: pick, or type seconds or 12h');
  const usual: Item[] = [
    {
      label: l10n.t('As the file has it'),
      ...(ofFile !== undefined && { description: inSeconds(ofFile) }),
      ttl: ofFile,
    },
    { label: l10n.t('1 day'), description: l10n.t('what RFC 8460 means by a large TTL'), ttl: 86_400 },
    { label: l10n.t('1 week'), ttl: 604_800 },
    { label: l10n.t('1 hour'), description: l10n.t('while you try it out'), ttl: 3600 },
  ];
  pick.items = usual;
  return show<{ readonly ttl: number | undefined }>(pick, place, (finish) => [
    pick.onDidChangeValue((value) => {
      const ttl = readTtl(value);
      const typed: Item[] =
        value.trim() === ''
          ? []
          : ttl === undefined
            ? [{ label: `$(error) ${l10n.t('{0} is no TTL', value)}`, ttl: -1, alwaysShow: true }]
            : [{ label: inSeconds(ttl), ttl, alwaysShow: true }];
      pick.items = [...typed, ...usual];
    }),
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined && item.ttl !== -1) finish({ ttl: item.ttl });
    }),
  ]);
}
