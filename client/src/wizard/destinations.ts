import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from 'vscode';
import type { RecordDestinationResult } from '../../../protocol/record.js';
import { newest, type Place, show } from './step.js';

interface Item extends QuickPickItem {
  /** What picking it does: goes on, adds a destination, or takes it back. */
  readonly does: 'continue' | 'add' | 'remove' | 'nothing';
  readonly uri?: string;
}

/**
 * The destinations: those of the file are offered, any other is typed and checked on the way. Each is added to a list;
 * the first line goes on with it.
 */
export function askDestinations(
  place: Place,
  chosenBefore: readonly string[],
  suggestions: readonly string[],
  check: (text: string) => Promise<RecordDestinationResult>,
) {
  const pick = window.createQuickPick<Item>();
  const remove: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Remove') };
  const chosen = [...chosenBefore];
  let typed: RecordDestinationResult | undefined;
  pick.placeholder = l10n.t('A mailbox or an https address, as mailto:tls-reports@example.net');

  function refresh(): void {
    const items: Item[] = [];
    if (typed !== undefined && pick.value.trim() !== '') items.push(typedItem(typed));
    if (chosen.length > 0) {
      const label = l10n.t('Continue with {0}', chosen.join(', '));
      items.push({ label: `$(arrow-right) ${label}`, does: 'continue', alwaysShow: true });
      for (const uri of chosen) {
        const description = l10n.t('chosen; pick it to remove it');
        items.push({
          label: `$(check) ${uri}`,
          description,
          does: 'remove',
          uri,
          buttons: [remove],
          alwaysShow: true,
        });
      }
    }
    const others = suggestions.filter((uri) => !chosen.includes(uri));
    if (others.length > 0) {
      items.push({ label: l10n.t('Known to this file'), kind: QuickPickItemKind.Separator, does: 'nothing' });
      items.push(...others.map((uri): Item => ({ label: uri, uri, does: 'add' })));
    }
    pick.items = items;
  }

  function typedItem({ uri, problem }: RecordDestinationResult): Item {
    if (problem?.error === true) {
      return { label: `$(error) ${uri}`, detail: problem.message, does: 'nothing', alwaysShow: true };
    }
    const label = `$(${problem === undefined ? 'add' : 'warning'}) ${l10n.t('Add {0}', uri)}`;
    const detail = problem?.message;
    return { label, uri, does: 'add', alwaysShow: true, ...(detail !== undefined && { detail }) };
  }

  const look = newest(
    () => check(pick.value),
    (result) => {
      typed = result;
      refresh();
    },
  );
  refresh();
  return show<readonly string[]>(pick, place, (finish) => [
    pick.onDidChangeValue(() => {
      // What was added leaves the box empty, and VS Code says so later: the list is as it should be, and somebody may be moving in it.
      if (pick.value.trim() === '' && typed === undefined) return;
      typed = undefined;
      refresh();
      if (pick.value.trim() !== '') void look();
    }),
    pick.onDidTriggerItemButton(({ item }) => {
      drop(item.uri ?? '');
    }),
    pick.onDidAccept(async () => {
      // What was typed a moment ago may not have come back yet.
      if (pick.value.trim() !== '' && typed === undefined) {
        typed = await check(pick.value);
        refresh();
        if (typed.problem?.error !== true) add(typed.uri);
        return;
      }
      const [item] = pick.selectedItems;
      if (item?.does === 'continue') finish(chosen);
      else if (item?.does === 'add' && item.uri !== undefined) add(item.uri);
      else if (item?.does === 'remove' && item.uri !== undefined) drop(item.uri);
    }),
  ]);

  function drop(uri: string): void {
    chosen.splice(chosen.indexOf(uri), 1);
    refresh();
  }

  function add(uri: string): void {
    if (!chosen.includes(uri)) chosen.push(uri);
    typed = undefined;
    pick.value = '';
    refresh();
  }
}
